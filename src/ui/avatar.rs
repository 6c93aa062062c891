use leptos::prelude::*;
#[derive(Clone, Copy, Debug)]
pub enum AvatarSize { Small }
#[component]
pub fn Avatar(name: String, username: String, size: AvatarSize) -> impl IntoView { let _ = (name, username, size); }
