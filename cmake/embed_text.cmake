# bearout_embed_text(TEXT SOURCE FUNCTION HEADER): writes a C++ source whose bearout::models::FUNCTION() gives the bytes of the
# file TEXT. The literal is cut into pieces, since compilers only promise so much for one.
function(bearout_embed_text text source function header)
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
