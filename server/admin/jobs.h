// Long work over the corpus: check, report, preview, index. Each job is a child
// process of this program, so that one that needs too much memory or fails takes
// nothing with it.
//
// Three lanes: one job at a time that writes to the database (preview, index), one
// that only reads (check, report), one that waits for other people's servers (a
// report with links); others wait in their order. What a job says is
// kept in memory while it lives and for a while after, and in the store. Any thread.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "server/admin/sqlite.h"
#include "server/server.h"

namespace pramen::server::admin {

enum class JobKind : std::uint8_t { check, preview, index, report };
inline constexpr std::array<std::string_view, 4> job_kinds = {"check", "preview", "index", "report"};
std::optional<JobKind> read_job_kind(std::string_view name);

struct JobOrder {
  JobKind kind = JobKind::check;
  bool skip_invalid = false;
  bool links = false;          // of a report: ask the addresses that the corpus names
  std::string why, who, name;  // who: id of the caller; name: for the history
  std::string lang = "en";     // of the messages in its result
};

struct JobProgress {
  std::string stage;               // "reading", "writing the index", ...; empty: nothing said yet
  double share = -1;               // 0 to 1; below 0: not known
  std::int64_t seconds_left = -1;  // of the stage, if it goes on as until now; below 0: not known
  std::uint64_t records = 0;
  bool operator==(const JobProgress&) const = default;
};

struct Job {
  std::string id;
  std::int64_t number = 0;  // in the order of their creation
  JobOrder order;
  // queued, running; done (exit code 0), faults (1: the corpus has some), failed, cancelled, interrupted (the server
  // ended before it did)
  std::string state = "queued";
  std::int64_t created = 0, started = 0, ended = 0;  // 0: not yet
  std::optional<int> exit_code;
  JobProgress progress;
  bool is_over() const { return ended != 0; }
};

// How many there are at this moment, and how many ended since the server started, by kind and state.
struct JobTally {
  std::uint64_t queued = 0, running = 0;
  std::map<std::pair<std::string, std::string>, std::uint64_t> ended;
};

// The job without its log and result, as JSON text.
std::string to_json(const Job& job);

class Jobs {
 public:
  // Marks what a server that is gone left behind.
  Jobs(Sqlite& store, const Settings& settings);
  ~Jobs();  // ends what is running
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  Job start(const JobOrder& order);
  std::optional<Job> find(std::string_view id) const;
  std::vector<Job> list(std::int64_t limit) const;  // the newest first
  // SIGINT, after ten seconds SIGKILL. False if it is over.
  bool cancel(std::string_view id);
  JobTally tally() const;
  // JSON; empty: there is none, or none yet.
  std::string result(std::string_view id) const;

  // What a job said since line `after` (lines count from 1), and how it stands now; nothing if there is no such job.
  // At most so many lines that they fit into one answer.
  struct News {
    Job job;
    std::vector<std::string> lines;
    std::int64_t last = 0;  // number of the last of them, or of the last there is
    bool all = true;        // there is no line behind it yet
  };
  std::optional<News> news(std::string_view id, std::int64_t after) const;

 private:
  struct Live;
  using Shared = std::shared_ptr<Live>;
  static bool writes(JobKind kind) { return kind == JobKind::preview || kind == JobKind::index; }
  enum class Lane : std::uint8_t { writing, reading, asking };
  static constexpr std::size_t lane_count = 3;
  static Lane lane_of(const JobOrder& order);

  void work(Lane lane);
  void run(const Shared& live);
  std::vector<std::string> arguments(const JobOrder& order) const;
  struct Ending {
    std::string state, result;
    std::optional<int> exit_code;
  };
  Ending follow(const Shared& live);
  void forget_old();
  void hear(Live& live, std::string_view bytes);
  void save(const Live& live, const std::string& result);
  Shared living(std::string_view id) const;

  Sqlite& store_;
  const Settings settings_;
  const std::string server_;  // a name for this run of the program
  mutable std::mutex mutex_;  // guards what follows and every Live
  std::condition_variable changed_;
  std::map<std::int64_t, Shared> live_;  // queued, running and the last that are over, by number
  std::map<std::pair<std::string, std::string>, std::uint64_t> ended_;  // as in JobTally
  bool stopping_ = false;
  std::array<std::thread, lane_count> lanes_;
};

}  // namespace pramen::server::admin
