# bildungskiosk_module(sync_base DEPENDS OpenSSL::Crypto …): the library of one folder: all .cpp files directly in it
# (and in the SUBFOLDERS named). Which folder may use which is checked by scripts/check-includes.
function(bildungskiosk_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PRIVATE_DEPENDS;SUBFOLDERS" ${ARGN})
  set(patterns "*.cpp")
  foreach(folder IN LISTS ARG_SUBFOLDERS)
    list(APPEND patterns "${folder}/*.cpp")
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS ${patterns})
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}")
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE bildungskiosk_options ${ARG_PRIVATE_DEPENDS})
endfunction()

# bildungskiosk_tests(sync_base LIBRARIES …): one Catch2 program from the .cpp files of the calling folder,
# registered with CTest as one test named after it.
function(bildungskiosk_tests name)
  cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE ${ARG_LIBRARIES} test_support bildungskiosk_options)
  add_test(NAME ${name} COMMAND test_${name})
  # Sanitized programs are several times slower; the limit is there for what hangs.
  set_tests_properties(${name} PROPERTIES TIMEOUT 900)
  # What tests/support/fault_table notes, scripts/test prints.
  set_property(TEST ${name} APPEND PROPERTY
    ENVIRONMENT "BILDUNGSKIOSK_FAULT_TABLE_DIR=${PROJECT_BINARY_DIR}/fault_table")
endfunction()
