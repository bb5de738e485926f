# One helper, so that every folder's CMakeLists.txt is a list of its files.

add_library(bearout_options INTERFACE)
target_compile_features(bearout_options INTERFACE cxx_std_20)
# One sum has one order and one rounding: no fused multiply-add behind our back (see ARCHITECTURE.md, determinism).
target_compile_options(bearout_options INTERFACE -ffp-contract=off)
set_target_properties(bearout_options PROPERTIES EXPORT_NAME options)
install(TARGETS bearout_options EXPORT bearout-targets COMPONENT development)

add_library(bearout_warnings INTERFACE)
target_compile_options(bearout_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# With optimisation g++ 12 sees an overlap in every `"literal" + std::string()` (GCC bug 105651).
target_compile_options(bearout_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(BEAROUT_DEVELOPER)
  target_compile_options(bearout_warnings INTERFACE -Werror)
endif()

# bearout_add_library(NAME SOURCES ... HEADERS ... [PUBLIC targets...] [PRIVATE targets...])
function(bearout_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE")
  add_library(bearout_${name} STATIC ${arg_SOURCES})
  add_library(bearout::${name} ALIAS bearout_${name})
  target_sources(bearout_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  target_link_libraries(bearout_${name} PUBLIC bearout_options ${arg_PUBLIC}
                        PRIVATE $<BUILD_INTERFACE:bearout_warnings> ${arg_PRIVATE})
  set_target_properties(bearout_${name} PROPERTIES EXPORT_NAME ${name} CXX_EXTENSIONS OFF)
  install(TARGETS bearout_${name} EXPORT bearout-targets
          ARCHIVE COMPONENT development
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bearout COMPONENT development)
endfunction()
