#include "corpus/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "corpus/give_way.h"

namespace pramen::corpus {
namespace {

struct Pipe {
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  }
  int ends[2] = {-1, -1};
};

void set_limit(int resource, std::uint64_t most, std::uint64_t grace = 0) {
  const rlimit limit{most, most + grace};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

void set_limits(const ChildLimits& limits) {
  if (limits.memory_bytes > 0) set_limit(RLIMIT_AS, limits.memory_bytes);
  if (limits.processor_s > 0) set_limit(RLIMIT_CPU, limits.processor_s, 1);  // else SIGKILL, which says less
  if (limits.memory_bytes == 0 && limits.processor_s == 0) return;
  constexpr std::uint64_t files = 32;
  set_limit(RLIMIT_NOFILE, files);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_CORE, 0);
}

// Only what may be called between fork and exec in a program with many threads.
[[noreturn]] void become(char* const* argv, int out, int err, pid_t parent, const ChildLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);  // it died before that
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  ::setpgid(0, 0);
  // If memory runs out, this process goes first.
  if (const int score = ::open("/proc/self/oom_score_adj", O_WRONLY); score >= 0) {
    [[maybe_unused]] const auto written = ::write(score, "800", 3);
    ::close(score);
  }
  give_way();
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  set_limits(limits);
  ::execv(argv[0], argv);
  ::_exit(127);
}

// False once the other end is closed.
bool drain(int descriptor, const Child::Sink& sink) {
  std::array<char, 65536> buffer;
  const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) return false;
  sink({buffer.data(), static_cast<std::size_t>(count)});
  return true;
}

}  // namespace

Child::Child(const std::filesystem::path& program, std::vector<std::string> arguments, const ChildLimits& limits) {
  const Pipe out, err;
  out_ = out.ends[0];
  err_ = err.ends[0];
  std::string name = program.string();
  std::vector<char*> argv = {name.data()};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const pid_t parent = ::getpid();
  process_ = ::fork();
  if (process_ == 0) become(argv.data(), out.ends[1], err.ends[1], parent, limits);
  const int reason = errno;
  ::close(out.ends[1]);
  ::close(err.ends[1]);
  if (process_ > 0) return;
  ::close(out_);
  ::close(err_);
  throw std::runtime_error("cannot start " + name + ": " + std::strerror(reason));
}

Child::~Child() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (out_ >= 0) ::close(out_);
  if (err_ >= 0) ::close(err_);
}

bool Child::read(std::chrono::milliseconds patience, const Sink& out, const Sink& err) {
  std::array<pollfd, 2> waiting = {{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  if (::poll(waiting.data(), waiting.size(), static_cast<int>(patience.count())) > 0) {
    const auto take = [](const pollfd& one, int& descriptor, const Sink& sink) {
      if (one.revents == 0 || drain(descriptor, sink)) return;
      ::close(descriptor);
      descriptor = -1;  // poll() passes it over
    };
    take(waiting[0], out_, out);
    take(waiting[1], err_, err);
  }
  return out_ >= 0 || err_ >= 0;
}

void Child::signal(int number) const {
  if (process_ > 0) ::kill(process_, number);
}

void Child::end_after(std::chrono::milliseconds patience) const {
  constexpr std::chrono::milliseconds step{1};
  const auto running = [&] {
    siginfo_t ended{};
    return ::waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
  };
  for (; running() && patience.count() > 0; patience -= step) std::this_thread::sleep_for(step);
  signal(SIGKILL);
}

int Child::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace pramen::corpus
