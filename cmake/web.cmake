# web_files(OUT FOLDER)
#
# Sets OUT to the files that script/web makes of FOLDER's Sass, TypeScript and map.
# They are checked in (FOLDER/built) with a hash of their sources, so that a
# machine without npm builds all the same. Where the sources are others, they are
# made anew in the build folder; for that npm must be there.
function(web_files out folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/client/*.ts ${folder}/map/*.mjs ${folder}/scripts/*.ts ${folder}/styles/*.scss)
  list(APPEND sources build.mjs package-lock.json package.json tsconfig.json)
  list(SORT sources)
  set(lines "")
  foreach(source ${sources})
    file(SHA256 ${folder}/${source} hash)
    string(APPEND lines "${hash}  ${source}\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${source})
  endforeach()
  string(SHA256 wanted "${lines}")

  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/built/sources.sha256)
  # What is checked in, else what an earlier build made.
  set(built "")
  foreach(candidate ${CMAKE_BINARY_DIR}/web/built ${folder}/built)
    if(EXISTS ${candidate}/sources.sha256)
      file(STRINGS ${candidate}/sources.sha256 found)
      if(found STREQUAL wanted)
        set(built ${candidate})
      endif()
    endif()
  endforeach()
  if(NOT built)
    find_program(NPM npm)
    if(NOT NPM)
      message(FATAL_ERROR "The styles or scripts in server/web are newer than server/web/built, and npm, which makes it, is missing. "
        "On Debian: apt-get install --no-install-recommends nodejs npm; then build again. "
        "Or take the sources back to the version checked in: git checkout server/web")
    endif()
    message(STATUS "Styles or scripts in server/web have changed: making them anew (script/web renews what is checked in)")
    set(built ${CMAKE_BINARY_DIR}/web/built)
    execute_process(COMMAND ${PROJECT_SOURCE_DIR}/script/web --work ${CMAKE_BINARY_DIR}/web --out ${built} COMMAND_ERROR_IS_FATAL ANY)
  endif()
  file(GLOB files CONFIGURE_DEPENDS ${built}/*)
  list(FILTER files EXCLUDE REGEX "sources\\.sha256$")
  set(${out} ${files} PARENT_SCOPE)
endfunction()
