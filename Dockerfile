# Tutti in a container: the release is built in the first stage, the second holds that one file and nothing else.
#
#   docker build --tag tutti .
#   docker run --read-only --publish 3000:3000 --volume tutti:/data --env TUTTI_PUBLIC_URL=https://music.example.org tutti

FROM rust:1-trixie AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends nodejs npm \
 && rustup target add wasm32-unknown-unknown
WORKDIR /tutti
COPY . .
RUN make build && cp --dereference target/tutti /usr/local/bin/tutti && mkdir --mode 0700 /data

# glibc, the certificates of this world, and a user; no shell and no package manager
FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /usr/local/bin/tutti /usr/local/bin/tutti
COPY --from=build --chown=nonroot:nonroot /data /data
ENV TUTTI_DATA_DIR=/data TUTTI_LISTEN=0.0.0.0:3000 TUTTI_LOG_FORMAT=json
# where SQLite sorts what is too much for its memory: there is no /tmp to write to
ENV SQLITE_TMPDIR=/data
USER nonroot
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s CMD ["tutti", "health"]
ENTRYPOINT ["tutti"]
CMD ["serve"]
