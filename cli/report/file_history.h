// When a file was first changed after another one, as the git repository knows in which they are kept.
//
// Asks `git log` once, as a child process that may take half a minute. Where there is no git, no repository, or one
// that belongs to somebody else (git refuses these), nothing is known and nothing is said. One thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace pramen::report {

class FileHistory {
 public:
  static constexpr std::size_t most_files = 2'000;  // no more are asked about: the names are arguments of a program

  explicit FileHistory(std::vector<std::string> files);

  // The day ("2026-11-29") of the first change of `file` after the last one of `other`; empty where it has not been
  // changed since (or not committed), or nothing is known.
  std::string changed_after(const std::string& file, const std::string& other) const;

 private:
  std::vector<std::string> days_;  // of the commits, newest first
  // By file as named to us: the commits that changed it, newest first.
  std::map<std::string, std::vector<std::size_t>> commits_;
};

}  // namespace pramen::report
