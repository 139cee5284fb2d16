#include "cli/report/link_cache.h"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/report/link_checker.h"
#include "corpus/durable_file.h"
#include "corpus/input.h"

namespace pramen::report {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view first_line = R"({"pramen_links":1})";
constexpr std::size_t longest_line_bytes = 4 * longest_address_bytes;
constexpr std::int64_t day_s = 24 * 60 * 60;
constexpr std::int64_t kept_s = 90 * day_s;  // of addresses that nobody names any more

bool is_kept(LinkReason reason) {
  switch (reason) {
    case LinkReason::unreachable:
    case LinkReason::name_service:
    case LinkReason::private_address:
    case LinkReason::bad_address:
    case LinkReason::busy:
    case LinkReason::not_asked: return false;
    default: return true;
  }
}

std::string text_of(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const Json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// Nothing: no line of ours.
std::optional<std::pair<std::string, LinkAnswer>> read_line(const std::string& line, std::int64_t now) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto address = asked_address(text_of(json, "url"));
  const auto reason = link_reason(text_of(json, "reason"));
  const std::int64_t asked = number_of(json, "asked"), status = number_of(json, "status");
  if (!address || !reason || !is_kept(*reason) || asked <= 0 || asked > now + day_s) return std::nullopt;
  if (status < 0 || status > 999 || (*reason == LinkReason::status && status < 100)) return std::nullopt;
  const std::string moved = text_of(json, "moved_to");
  if (!moved.empty() && asked_address(moved) != moved) return std::nullopt;
  LinkAnswer answer = link_answer(*reason, static_cast<int>(status), moved);
  answer.asked = asked;
  return std::pair(*address, std::move(answer));
}

std::string written(const std::string& address, const LinkAnswer& answer) {
  Json json = {{"url", address}, {"asked", answer.asked}, {"reason", name_of(answer.reason)}};
  if (answer.status != 0) json["status"] = answer.status;
  if (!answer.moved_to.empty()) json["moved_to"] = answer.moved_to;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::int64_t seconds_now() { return std::time(nullptr); }

LinkCache::LinkCache(fs::path file, Remark remark) : remark_(std::move(remark)) {
  if (!file.empty()) file_ = fs::absolute(file);
  std::error_code error;
  if (file_.empty() || !fs::exists(file_, error)) return;
  Reading reading = read(file_, seconds_now());
  if (reading.foreign) {
    remark_(corpus::say("{} is no file of answers of links; it is left as it is, and nothing is kept", file_.string()));
    file_.clear();
    return;
  }
  if (reading.odd_lines > 0)
    remark_(corpus::say("{}: {} lines cannot be understood and are passed over", file_.string(), reading.odd_lines));
  answers_ = std::move(reading.answers);
}

LinkCache::Reading LinkCache::read(const fs::path& file, std::int64_t now) {
  Reading reading;
  corpus::Input input(file);
  std::string line;
  reading.foreign = input.line(line, longest_line_bytes) != corpus::Input::Line::whole || line != first_line;
  if (reading.foreign) {
    // An empty file holds nothing that could be lost.
    std::error_code error;
    if (fs::is_regular_file(file, error) && fs::file_size(file, error) == 0) reading.foreign = false;
    return reading;
  }
  while (true) {
    line.clear();
    const auto how = input.line(line, longest_line_bytes);
    if (how == corpus::Input::Line::end) return reading;
    auto one = read_line(line, now);
    if (!one) {
      ++reading.odd_lines;
    } else if (one->second.asked > now - kept_s) {
      LinkAnswer& answer = reading.answers[one->first];
      if (answer.asked <= one->second.asked) answer = std::move(one->second);
    }
  }
}

const LinkAnswer* LinkCache::find(const std::string& address) const {
  const auto found = answers_.find(address);
  return found == answers_.end() ? nullptr : &found->second;
}

void LinkCache::put(const std::string& address, const LinkAnswer& answer) {
  if (!is_kept(answer.reason)) return;
  answers_[address] = answer;
  changed_ = true;
}

void LinkCache::save() {
  if (file_.empty() || !changed_) return;
  try {
    std::error_code error;
    if (fs::exists(file_, error)) {
      Reading reading = read(file_, seconds_now());
      if (reading.foreign) throw std::runtime_error(file_.string() + " has become another file");
      for (auto& [address, theirs] : reading.answers) {
        LinkAnswer& ours = answers_[address];
        if (ours.asked < theirs.asked) ours = std::move(theirs);
      }
    }
    std::string text = std::string(first_line) + "\n";
    for (const auto& [address, answer] : answers_) text += written(address, answer);
    corpus::FreshFile(file_, text).put_in_place();
    changed_ = false;
  } catch (const std::exception& failure) {
    remark_(corpus::say("answers of links cannot be kept: {}", failure.what()));
    file_.clear();
  }
}

}  // namespace pramen::report
