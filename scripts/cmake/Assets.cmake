# The programs look for their data in ../share/bildungskiosk beside their own folder: in the build it is made of links to
# assets/ (an edit counts at once), in an installation of copies. Message catalogues are compiled by kiosk/i18n.
set(BILDUNGSKIOSK_SHARE_DIR "${CMAKE_BINARY_DIR}/share/bildungskiosk")
set(BILDUNGSKIOSK_ASSET_FOLDERS theme keyboards taxonomy schema search)

file(MAKE_DIRECTORY "${BILDUNGSKIOSK_SHARE_DIR}")
foreach(folder IN LISTS BILDUNGSKIOSK_ASSET_FOLDERS)
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/assets/${folder}" "${BILDUNGSKIOSK_SHARE_DIR}/${folder}" SYMBOLIC)
  install(DIRECTORY "assets/${folder}" DESTINATION share/bildungskiosk OPTIONAL)
endforeach()
install(DIRECTORY "${BILDUNGSKIOSK_SHARE_DIR}/locale" DESTINATION share/bildungskiosk OPTIONAL)

# The terminal's system: see assets/system/README.md. Made for --prefix /usr.
set(BILDUNGSKIOSK_SYSTEM_DIR "${PROJECT_SOURCE_DIR}/assets/system")
install(FILES "${BILDUNGSKIOSK_SYSTEM_DIR}/bildungskiosk-sync.service" "${BILDUNGSKIOSK_SYSTEM_DIR}/bildungskiosk.service"
        "${BILDUNGSKIOSK_SYSTEM_DIR}/bildungskiosk-stick@.service"
        "${BILDUNGSKIOSK_SYSTEM_DIR}/bildungskiosk-publish.service"
        "${BILDUNGSKIOSK_SYSTEM_DIR}/bildungskiosk-publish.timer" DESTINATION lib/systemd/system)
install(FILES "${BILDUNGSKIOSK_SYSTEM_DIR}/90-bildungskiosk-sticks.rules" DESTINATION lib/udev/rules.d)
install(PROGRAMS "${BILDUNGSKIOSK_SYSTEM_DIR}/mount-stick" DESTINATION lib/bildungskiosk)
install(FILES "${BILDUNGSKIOSK_SYSTEM_DIR}/sysusers.conf" DESTINATION lib/sysusers.d RENAME bildungskiosk.conf)
install(FILES "${BILDUNGSKIOSK_SYSTEM_DIR}/tmpfiles.conf" DESTINATION lib/tmpfiles.d RENAME bildungskiosk.conf)
install(FILES "${BILDUNGSKIOSK_SYSTEM_DIR}/sysusers-office.conf" DESTINATION share/bildungskiosk/system)
install(FILES "${BILDUNGSKIOSK_SYSTEM_DIR}/sync.toml" "${BILDUNGSKIOSK_SYSTEM_DIR}/kiosk.toml"
        "${BILDUNGSKIOSK_SYSTEM_DIR}/publish.toml" "${BILDUNGSKIOSK_SYSTEM_DIR}/offline.conf"
        "${BILDUNGSKIOSK_SYSTEM_DIR}/README.md" DESTINATION share/bildungskiosk/system)
