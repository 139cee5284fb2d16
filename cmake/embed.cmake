# embed_files(TARGET NAMESPACE BASE FILE...)
#
# Puts files into TARGET's read-only data, byte for byte, through the
# assembler's .incbin: no mount points at run time, nothing to install beside
# the binary. The generated header <TARGET>_files.h declares, in NAMESPACE,
#   struct EmbeddedFile { std::string_view path, bytes; };
#   std::span<const EmbeddedFile> embedded_files();
# with paths relative to BASE, sorted; what is written PATH=FILE has that path.
function(embed_files target namespace base)
  set(files ${ARGN})
  list(SORT files)
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(asm "    .section .rodata\n")
  set(rows "")
  set(externs "")
  set(count 0)
  set(sources "")
  foreach(file ${files})
    if(file MATCHES "^([^=]+)=(.+)$")
      set(path ${CMAKE_MATCH_1})
      set(file ${CMAKE_MATCH_2})
    else()
      file(RELATIVE_PATH path ${base} ${file})
    endif()
    list(APPEND sources ${file})
    set(symbol ${target}_file_${count})
    string(MAKE_C_IDENTIFIER ${symbol} symbol)
    string(APPEND asm "    .balign 16\n    .global ${symbol}\n    .global ${symbol}_end\n${symbol}:\n    .incbin \"${file}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "      {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  string(APPEND asm "    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${dir}/${target}_files.S CONTENT "@asm@" @ONLY)
  file(CONFIGURE OUTPUT ${dir}/${target}_files.h @ONLY CONTENT [[
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
namespace @namespace@ {
struct EmbeddedFile {
  std::string_view path, bytes;
};
std::span<const EmbeddedFile> embedded_files();
}  // namespace @namespace@
]])
  file(CONFIGURE OUTPUT ${dir}/${target}_files.cpp @ONLY CONTENT [[
#include "@target@_files.h"
extern "C" {
@externs@}
namespace @namespace@ {
std::span<const EmbeddedFile> embedded_files() {
  static const EmbeddedFile files[] = {
@rows@  };
  return files;
}
}  // namespace @namespace@
]])
  set_source_files_properties(${dir}/${target}_files.S PROPERTIES OBJECT_DEPENDS "${sources}")
  target_sources(${target} PRIVATE ${dir}/${target}_files.S ${dir}/${target}_files.cpp)
  target_include_directories(${target} PRIVATE ${dir})
endfunction()
