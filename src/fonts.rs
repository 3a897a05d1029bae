//! The fonts inside the program: Atkinson Hyperlegible Next in three weights, Noto Sans for names in Greek, Cyrillic and
//! Vietnamese, and the icons. Their licences lie beside them in `assets/fonts`.

pub static REGULAR: &[u8] = include_bytes!("../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf");
pub static SEMI_BOLD: &[u8] = include_bytes!("../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.ttf");
pub static BOLD: &[u8] = include_bytes!("../assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf");
pub static NAMES: &[u8] = include_bytes!("../assets/fonts/NotoSans-names.ttf");
pub static ICONS: &[u8] = include_bytes!("../assets/fonts/Phosphor-icons.ttf");
