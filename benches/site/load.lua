-- Sends requests from a file, one after the other and again from the first, and prints what came of it in one line.
--   wrk … -s load.lua URL -- FILE [WORD]
-- FILE holds whole requests, a zero byte behind each. With WORD each is sent once, then it ends, and the answers that
-- hold the word are counted.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

local requests, at, wanted, answered = {}, 0, nil, 0
found = 0

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  for request in file:read('*a'):gmatch('(%Z+)%z') do
    table.insert(requests, request)
  end
  file:close()
  wanted = args[2]
  if wanted then
    response = function(_, _, body)
      if body:find(wanted, 1, true) then found = found + 1 end
      answered = answered + 1
      if answered == #requests then wrk.thread:stop() end
    end
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get('found') end
  local errors = summary.errors
  local broken = errors.connect + errors.read + errors.write + errors.timeout
  print(string.format('measured %d %d %d %d %d %d %d %d', summary.requests, summary.duration, latency.mean,
    latency:percentile(50), latency:percentile(99), errors.status, broken, all))
end
