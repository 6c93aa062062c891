use leptos::prelude::*;
#[derive(Clone, Copy, Debug)]
pub enum Glyph { Alert, Plus, ChevronDown, User, Settings, LogOut, Home, Calendar, Messages }
#[component]
pub fn Icon(of: Glyph) -> impl IntoView { let _ = of; }
