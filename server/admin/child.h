// A program that works for this one, with its output caught. It gives way to the
// server where processor or memory are short, and dies with the thread that
// started it. One thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::server::admin {

class Child {
 public:
  // Throws std::runtime_error if it cannot be started.
  Child(const std::filesystem::path& program, std::vector<std::string> arguments);
  ~Child();  // ends it
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  using Sink = std::function<void(std::string_view)>;
  // Waits up to `patience` for output and hands it on. False once there will be no more.
  bool read(std::chrono::milliseconds patience, const Sink& out, const Sink& err);
  void signal(int number) const;
  // Its exit code, or 128 + the signal that ended it. Once, after read() gave false.
  int wait();

 private:
  pid_t process_ = -1;
  int out_ = -1, err_ = -1;
};

}  // namespace pramen::server::admin
