#pragma once

namespace bildungskiosk::text {

/// Tells fontconfig of the icon font's file where Debian puts it, in case its folder isn't scanned. Once a process.
void register_icon_font();

}  // namespace bildungskiosk::text
