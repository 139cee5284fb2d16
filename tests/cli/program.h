// Runs the built program as a shell would, with its output caught.
#pragma once

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace pramen::tests {

struct Finished {
  int code = -1;  // exit code; 128 + signal if it was ended by one
  std::string out, err;
};

inline std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

using Environment = std::map<std::string, std::string>;

// Starts the program; the caller waits for it. stdout and stderr go to files in `folder`. It dies with its caller.
inline pid_t start_program(const TemporaryFolder& folder, std::vector<std::string> arguments,
                           const std::string& input = "", const Environment& more = {}) {
  folder.write("stdin", input);
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const auto& [name, value] : more) ::setenv(name.c_str(), value.c_str(), 1);
  const auto redirect = [](const std::string& path, int flags, int target) {
    ::dup2(::open(path.c_str(), flags, 0600), target);
  };
  redirect(folder / "stdin", O_RDONLY, STDIN_FILENO);
  redirect(folder / "stdout", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  redirect(folder / "stderr", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  std::vector<char*> argv;
  static std::string program = PRAMEN_BINARY;
  argv.push_back(program.data());
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  ::execv(program.c_str(), argv.data());
  ::_exit(127);
}

inline Finished run_program(const std::vector<std::string>& arguments, const std::string& input = "",
                            const Environment& more = {}) {
  const TemporaryFolder folder;
  const pid_t child = start_program(folder, arguments, input, more);
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), slurp(folder / "stdout"),
          slurp(folder / "stderr")};
}

}  // namespace pramen::tests
