#include "tests/server/tool.h"

#include <cstdio>
#include <cstdlib>

#include "tests/support/temporary_folder.h"

namespace pramen::tests {

bool has_tool(const std::string& name) { return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0; }

ToolAnswer ask_tool(const std::string& command, const std::string& document) {
  const TemporaryFolder folder;
  std::string line = command;
  line.replace(line.find("{}"), 2, folder.write("document", document).string());
  FILE* pipe = ::popen((line + " 2>&1").c_str(), "r");
  ToolAnswer answer;
  char buffer[4096];
  for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    answer.output.append(buffer, count);
  answer.status = ::pclose(pipe);
  return answer;
}

}  // namespace pramen::tests
