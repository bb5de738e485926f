# bearout_read_literal(TEXT VARIABLE): the bytes of the file TEXT as a C++ string literal, in pieces, since compilers only promise
# so much for one. A change of the file configures anew.
function(bearout_read_literal text variable)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${text}")
  file(READ "${text}" bytes)
  string(LENGTH "${bytes}" length)
  set(pieces "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${bytes}" ${at} 8000 piece)
    string(APPEND pieces "    R\"~~~(${piece})~~~\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  set(${variable} "${pieces}" PARENT_SCOPE)
endfunction()

# Clang warns of long literals whatever they are made of; both compilers here take them.
function(bearout_allow_long_literals source)
  set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings>")
endfunction()

# bearout_embed_text(TEXT SOURCE FUNCTION HEADER): writes a C++ source whose bearout::models::FUNCTION() gives the bytes of the
# file TEXT.
function(bearout_embed_text text source function header)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${text}")
  bearout_allow_long_literals("${source}")
  bearout_read_literal("${text}" pieces)
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [[
// Written by cmake/embed_text.cmake.
#include "@header@"

namespace bearout::models {

std::string_view @function@() {
  static constexpr char text[] =
@pieces@;
  return {text, sizeof text - 1};
}

}  // namespace bearout::models
]])
endfunction()

# bearout_embed_page(SOURCE FILES...): writes a C++ source for pipeline/review/page.hpp that holds these files.
function(bearout_embed_page source)
  bearout_allow_long_literals("${source}")
  set(texts "")
  set(entries "")
  set(number 0)
  foreach(path IN LISTS ARGN)
    get_filename_component(name "${path}" NAME)
    get_filename_component(ending "${path}" LAST_EXT)
    if(ending STREQUAL ".html")
      set(type "text/html; charset=utf-8")
    elseif(ending STREQUAL ".css")
      set(type "text/css; charset=utf-8")
    elseif(ending STREQUAL ".svg")
      set(type "image/svg+xml")
    else()
      set(type "text/javascript; charset=utf-8")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
    bearout_read_literal("${path}" pieces)
    string(APPEND texts "constexpr char kText${number}[] =\n${pieces}    ;\n")
    string(APPEND entries "    {\"${name}\", \"${type}\", {kText${number}, sizeof kText${number} - 1}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [[
// Written by cmake/embed_text.cmake.
#include "pipeline/review/page.hpp"

namespace bearout::review {

namespace {

@texts@
constexpr PageFile kFiles[] = {
@entries@};

}  // namespace

std::span<const PageFile> page_files() {
  return kFiles;
}

}  // namespace bearout::review
]])
endfunction()
