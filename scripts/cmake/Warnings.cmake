# What every target of ours is compiled with. Warnings are errors; system headers are exempt.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

set(BILDUNGSKIOSK_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, e.g. address,undefined or thread")
option(BILDUNGSKIOSK_FUZZ "Build the libFuzzer programs (clang, see scripts/fuzz)" OFF)

add_library(bildungskiosk_options INTERFACE)
target_compile_options(bildungskiosk_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-align -Woverloaded-virtual -Wnull-dereference -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Optimising, GCC 12 sees null, overlapping and uninitialised memory in the standard library's own headers
  # (std::variant, std::string); clang-tidy and the sanitizers look for the real ones.
  target_compile_options(bildungskiosk_options INTERFACE
    -Wno-null-dereference -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(BILDUNGSKIOSK_SANITIZE)
  target_compile_options(bildungskiosk_options INTERFACE
    -fsanitize=${BILDUNGSKIOSK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(bildungskiosk_options INTERFACE -fsanitize=${BILDUNGSKIOSK_SANITIZE})
endif()

# The compiler cache is used when it is there; builds are the same without it.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()
