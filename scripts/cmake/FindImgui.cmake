# Dear ImGui as Debian packs it (libimgui-dev: 1.86 on Debian 12, 1.90 on 13). Its imgui.pc names neither OpenGL nor
# FreeType, and the static library wants stb and holds every backend, so this file says what we really link:
#   Imgui::Imgui    the library without a backend (draw lists, contexts)
#   Imgui::OpenGL3  the OpenGL 3 renderer
find_path(Imgui_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui)
find_path(Imgui_BACKEND_INCLUDE_DIR imgui_impl_opengl3.h PATH_SUFFIXES imgui/backends imgui)
find_library(Imgui_LIBRARY NAMES imgui)
find_library(Imgui_STB_LIBRARY NAMES stb)

if(Imgui_INCLUDE_DIR)
  file(STRINGS "${Imgui_INCLUDE_DIR}/imgui.h" _imgui_version REGEX "^#define IMGUI_VERSION +\"")
  string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" Imgui_VERSION "${_imgui_version}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Imgui
  REQUIRED_VARS Imgui_LIBRARY Imgui_INCLUDE_DIR Imgui_BACKEND_INCLUDE_DIR Imgui_STB_LIBRARY
  VERSION_VAR Imgui_VERSION)

if(Imgui_FOUND AND NOT TARGET Imgui::Imgui)
  find_package(Freetype REQUIRED)
  find_package(OpenGL REQUIRED COMPONENTS OpenGL)
  add_library(Imgui::Imgui UNKNOWN IMPORTED)
  set_target_properties(Imgui::Imgui PROPERTIES
    IMPORTED_LOCATION "${Imgui_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${Imgui_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${Imgui_STB_LIBRARY};Freetype::Freetype;${CMAKE_DL_LIBS}")
  add_library(Imgui::OpenGL3 INTERFACE IMPORTED)
  set_target_properties(Imgui::OpenGL3 PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${Imgui_BACKEND_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "Imgui::Imgui;OpenGL::OpenGL")
endif()
mark_as_advanced(Imgui_INCLUDE_DIR Imgui_BACKEND_INCLUDE_DIR Imgui_LIBRARY Imgui_STB_LIBRARY)
