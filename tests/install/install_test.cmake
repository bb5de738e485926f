# Installs to a folder of its own, then builds and runs the consumer from there. The library must already be built.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK_DIR})
set(prefix ${WORK_DIR}/prefix)

function(run)
  execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    string(REPLACE ";" " " command "${ARGV}")
    message(FATAL_ERROR "failed: ${command}\n${output}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BINARY_DIR} --prefix ${prefix})

if(EXISTS ${BINARY_DIR}/share/bearout/wordnet.knowledge AND NOT EXISTS ${prefix}/share/bearout/wordnet.knowledge)
  message(FATAL_ERROR "the knowledge file was not installed")
endif()

# Our warnings, and that they are errors, are nobody else's business; neither is where we were built.
file(GLOB_RECURSE exported ${prefix}/*/bearout-*.cmake)
if(NOT exported)
  message(FATAL_ERROR "no CMake package was installed")
endif()
foreach(file IN LISTS exported)
  file(READ ${file} text)
  foreach(leak "-Werror" "-Wall" "bearout_warnings" "${BINARY_DIR}")
    string(FIND "${text}" "${leak}" position)
    if(NOT position EQUAL -1)
      message(FATAL_ERROR "${file} mentions ${leak}")
    endif()
  endforeach()
endforeach()

run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK_DIR}/build -G ${GENERATOR} -D CMAKE_PREFIX_PATH=${prefix}
    -D CMAKE_CXX_COMPILER=${COMPILER} "-D CMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK_DIR}/build)
run(${WORK_DIR}/build/consumer)
