use uuid::Uuid;
#[derive(Clone, Debug)]
pub struct Member { id: Uuid, username: String }
impl Member {
    pub fn id(&self) -> Uuid { self.id }
    pub fn username(&self) -> &str { &self.username }
    pub fn full_name(&self) -> Option<&str> { None }
    pub fn display_name(&self) -> &str { &self.username }
    pub fn locale(&self) -> Option<&str> { None }
    pub fn time_zone(&self) -> Option<&str> { None }
    pub fn unread(&self) -> i64 { 0 }
}
