# The programs look for their data in ../share/bildungskiosk beside their own folder: in the build it is made of links to
# assets/ (an edit counts at once), in an installation of copies. Message catalogues are compiled by kiosk/i18n.
set(BILDUNGSKIOSK_SHARE_DIR "${CMAKE_BINARY_DIR}/share/bildungskiosk")
set(BILDUNGSKIOSK_ASSET_FOLDERS theme keyboards taxonomy schema)

file(MAKE_DIRECTORY "${BILDUNGSKIOSK_SHARE_DIR}")
foreach(folder IN LISTS BILDUNGSKIOSK_ASSET_FOLDERS)
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/assets/${folder}" "${BILDUNGSKIOSK_SHARE_DIR}/${folder}" SYMBOLIC)
  install(DIRECTORY "assets/${folder}" DESTINATION share/bildungskiosk OPTIONAL)
endforeach()
install(DIRECTORY "${BILDUNGSKIOSK_SHARE_DIR}/locale" DESTINATION share/bildungskiosk OPTIONAL)
