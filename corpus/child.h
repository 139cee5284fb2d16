// A program that works for this one, with its output caught. It gives way to
// others where processor or memory are short, and dies with the thread that
// started it. One thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::corpus {

// What a program may use that reads files of strangers; 0: as much as this one. With any limit it may open few files
// and write none.
struct ChildLimits {
  std::uint64_t memory_bytes = 0;
  std::uint64_t processor_s = 0;
};

class Child {
 public:
  // Throws std::runtime_error if it cannot be started.
  Child(const std::filesystem::path& program, std::vector<std::string> arguments, const ChildLimits& limits = {});
  ~Child();  // ends it
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  using Sink = std::function<void(std::string_view)>;
  // Waits up to `patience` for output and hands it on. False once there will be no more.
  bool read(std::chrono::milliseconds patience, const Sink& out, const Sink& err);
  void signal(int number) const;
  // Ends it if it is not over by then, though it said it would write no more.
  void end_after(std::chrono::milliseconds patience) const;
  // Its exit code, or 128 + the signal that ended it. Once, after read() gave false.
  int wait();

 private:
  pid_t process_ = -1;
  int out_ = -1, err_ = -1;
};

}  // namespace pramen::corpus
