// What is known of web addresses from earlier reports: a file of JSON lines, {"url", "asked", "reason", "status",
// "moved_to"} behind a first one that says what the file is.
//
// Several programs may share a file: what another one learnt meanwhile is kept. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "cli/report/link_answer.h"
#include "corpus/sentence.h"

namespace pramen::report {

class LinkCache {
 public:
  using Remark = std::function<void(corpus::Sentence&&)>;

  // An empty path keeps nothing. What is odd about the file is remarked and passed over; a file that is something else
  // is left as it is, and nothing is kept.
  LinkCache(std::filesystem::path file, Remark remark);

  // Null: nothing is known.
  const LinkAnswer* find(const std::string& address) const;
  // Answers that depend on this machine or on options (a private network, a name service that is away) are not kept.
  void put(const std::string& address, const LinkAnswer& answer);
  // On disk when this returns, as a whole or not at all. That it cannot be written is remarked.
  void save();

 private:
  using Answers = std::map<std::string, LinkAnswer, std::less<>>;
  struct Reading {
    Answers answers;
    std::size_t odd_lines = 0;
    bool foreign = false;
  };
  static Reading read(const std::filesystem::path& file, std::int64_t now);

  std::filesystem::path file_;
  const Remark remark_;
  Answers answers_;
  bool changed_ = false;
};

std::int64_t seconds_now();

}  // namespace pramen::report
