// Asks a program of the system whether a document is sound, where it is installed.
#pragma once

#include <string>

namespace pramen::tests {

// Whether there is such a program.
bool has_tool(const std::string& name);

struct ToolAnswer {
  int status = -1;
  std::string output;  // stdout and stderr
};
// `command` with `document` in a file of its own, whose name takes the place of "{}".
ToolAnswer ask_tool(const std::string& command, const std::string& document);

}  // namespace pramen::tests
