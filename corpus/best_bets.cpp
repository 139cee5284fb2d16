#include "corpus/best_bets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "corpus/characters.h"
#include "corpus/input.h"
#include "corpus/json_nodes.h"
#include "corpus/nearest_name.h"
#include "corpus/query_syntax.h"
#include "corpus/record.h"

namespace pramen::corpus {
namespace {

using namespace std::chrono;

constexpr std::string_view rule = "best-bet";
constexpr std::array<std::string_view, 7> fields = {"words", "lang", "pin", "hide", "from", "until", "note"};

bool holds_a_word(std::string_view wording) {
  return std::ranges::any_of(wording, [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
}

bool holds_a_mark(std::string_view word) {
  if (word.starts_with('-') || word.find_first_of("()*?~=:&|\"") != word.npos) return true;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (opening_quote(word.substr(at)) > 0) return true;
  }
  return false;
}

// A single capital is a word as often as not ("A").
bool is_operator(std::string_view word) {
  return word == "NEAR" || word.starts_with("NEAR/") ||
         (operator_named(word) && character_length(word, 0) < word.size());
}

// What makes more than plain words of it; empty: nothing does.
std::string_view beyond_plain_words(std::string_view wording) {
  while (!wording.empty()) {
    const std::string_view word = wording.substr(0, wording.find(' '));
    if (is_operator(word) || holds_a_mark(word)) return word;
    wording.remove_prefix(std::min(word.size() + 1, wording.size()));
  }
  return {};
}

class BetReader {
 public:
  BetReader(const Schema& schema, Findings& findings) : schema_(schema), findings_(findings) {}

  BestBetDraft read(const Node& node) {
    draft_.at = node.at;
    draft_.file = findings_.file();
    if (node.kind != NodeKind::map) {
      fault(node.at, say("a best bet is an object {{...}}"),
            say("for example {}", R"({"words": ["sociálny podnik"], "pin": ["social-enterprise"]})"));
      return std::move(draft_);
    }
    for (const Entry& entry : node.entries) member(entry);
    if (node.find("words") == nullptr)
      fault(node.at, say("the words are missing"), say("add \"words\": [\"what people search for\"]"));
    if (draft_.records.empty() && !findings_.faulty())
      fault(node.at, say("the bet neither pins nor hides a record"),
            say("add \"pin\": [\"id\"] or \"hide\": [\"id\"]"));
    if (draft_.bet.from && draft_.bet.until && *draft_.bet.until < *draft_.bet.from)
      fault(node.find("until")->value.at, say("the last day lies before the first one"),
            say("swap the two, or mend one"));
    return std::move(draft_);
  }

 private:
  void fault(Place at, Sentence what, Sentence hint) { findings_.fault(at, rule, std::move(what), std::move(hint)); }

  void member(const Entry& entry) {
    const Node& value = entry.value;
    if (entry.key == "words")
      words(entry);
    else if (entry.key == "pin")
      records(entry, draft_.bet.pin);
    else if (entry.key == "hide")
      records(entry, draft_.bet.hide);
    else if (entry.key == "from")
      draft_.bet.from = day(entry);
    else if (entry.key == "until")
      draft_.bet.until = day(entry);
    else if (entry.key == "note")
      draft_.bet.note = text(entry.key, value);
    else if (entry.key == "lang")
      language(value);
    else
      unknown(entry);
  }

  void unknown(const Entry& entry) {
    const std::string meant = nearest_name(entry.key, {fields.begin(), fields.end()});
    findings_.fault(entry.at, "unknown-field", say("a best bet has no field {}", in_quotes(entry.key)),
                    meant.empty() ? say("it has {}", fmt::join(fields, ", ")) : say("did you mean {}?", meant));
  }

  std::string text(std::string_view name, const Node& node) {
    if (node.kind == NodeKind::string) return fold_spaces(node.text);
    if (!node.is_null())
      fault(node.at, say("{} is a text, not {}", name, kind_in_words(node.kind)), say("put it in quotation marks"));
    return {};
  }

  // Texts of a list, each with its place.
  std::vector<BestBetDraft::Named> texts(const Entry& entry, std::size_t most) {
    std::vector<BestBetDraft::Named> found;
    if (entry.value.is_null()) return found;
    if (entry.value.kind != NodeKind::list) {
      fault(entry.value.at, say("{} is a list, not {}", entry.key, kind_in_words(entry.value.kind)),
            verbatim(fmt::format(R"("{}": ["..."])", entry.key)));
      return found;
    }
    for (const Node& item : entry.value.items) found.push_back({text(entry.key, item), item.at});
    if (found.size() > most)
      fault(found[most].at, say("{} has more than {} entries", entry.key, most), say("make two bets of it"));
    return found;
  }

  void words(const Entry& entry) {
    const auto wordings = texts(entry, max_bet_words);
    if (wordings.empty() && !findings_.faulty())
      fault(entry.value.at, say("there are no words"), say("add \"words\": [\"what people search for\"]"));
    for (const auto& [wording, at] : wordings) {
      if (!holds_a_word(wording)) {
        fault(at, say("this wording holds no word"), say("write what people search for, or delete it"));
      } else if (wording.size() > max_wording_bytes) {
        fault(at, say("this wording has more than {} bytes", max_wording_bytes), say("shorten it"));
      } else if (const auto word = beyond_plain_words(wording); !word.empty()) {
        fault(at, say("{} is more than a word: a wording has no operators, marks or fields", in_quotes(word)),
              say("write plain words, as people type them"));
      } else if (std::ranges::find(draft_.bet.words, wording) != draft_.bet.words.end()) {
        fault(at, say("{} stands here twice", in_quotes(wording)), say("delete one of the two"));
      }
      draft_.bet.words.push_back(wording);
      draft_.words.push_back({wording, at});
    }
  }

  void records(const Entry& entry, std::vector<std::string>& ids) {
    for (const auto& [id, at] : texts(entry, max_bet_records)) {
      const auto is_same = [&id = id](const BestBetDraft::Named& other) { return other.text == id; };
      if (!is_record_id(id)) {
        fault(at, say("{} is no record id", in_quotes(id)), say("1 to 100 of a-z, 0-9 and -"));
      } else if (std::ranges::find(ids, id) != ids.end()) {
        fault(at, say("{} stands in this list twice", in_quotes(id)), say("delete one of the two"));
      } else if (std::ranges::any_of(draft_.records, is_same)) {
        fault(at, say("{} is pinned and hidden", in_quotes(id)), say("delete it from one of the two lists"));
      }
      ids.push_back(id);
      draft_.records.push_back({id, at});
    }
  }

  std::optional<Day> day(const Entry& entry) {
    if (entry.value.is_null()) return std::nullopt;
    const auto read = entry.value.kind == NodeKind::string ? parse_day(entry.value.text) : std::nullopt;
    if (!read)
      fault(entry.value.at, say("{} is no day", in_quotes(entry.value.text)),
            say("a day is written \"{}\": \"2026-12-01\"", entry.key));
    return read;
  }

  void language(const Node& value) {
    draft_.bet.lang = text("lang", value);
    if (draft_.bet.lang.empty() || schema_.has_language(draft_.bet.lang)) return;
    fault(value.at, say("{} is no language of this corpus", in_quotes(draft_.bet.lang)),
          say("known: {}; without lang the bet is for all readers", fmt::join(schema_.languages(), ", ")));
  }

  const Schema& schema_;
  Findings& findings_;
  BestBetDraft draft_;
};

std::vector<BestBetDraft> read_lines(std::string text, const std::string& name, const Schema& schema,
                                     const ProblemSink& problems) {
  std::vector<BestBetDraft> drafts;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::string_view rest = text;
  for (Place at; !rest.empty(); ++at.line) {
    std::string line(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (is_blank(line)) continue;
    Findings findings(name);
    if (check_characters(line, at, findings)) {
      const Parsed parsed = parse_json(line, at, findings);
      auto draft = parsed.whole ? draft_best_bet(parsed.node, schema, findings) : std::nullopt;
      if (draft) drafts.push_back(std::move(*draft));
    }
    findings.hand_out({}, problems);
  }
  return drafts;
}

}  // namespace

Day today() { return floor<days>(system_clock::now()); }

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, value);
    return error == std::errc() && end == text.data() + at + size ? value : -1;
  };
  const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const year_month_day date(year(y), month(static_cast<unsigned>(m)), std::chrono::day(static_cast<unsigned>(d)));
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

std::string to_text(Day day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<BestBetDraft> draft_best_bet(const Node& node, const Schema& schema, Findings& findings) {
  BestBetDraft draft = BetReader(schema, findings).read(node);
  return findings.faulty() ? std::nullopt : std::optional(std::move(draft));
}

std::vector<BestBetDraft> read_best_bets(const std::filesystem::path& file, const Schema& schema,
                                         const ProblemSink& problems) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  WholeFile whole = read_whole(file, max_best_bets_bytes);
  if (!whole.error.empty()) throw std::runtime_error(fmt::format("{}: {}", file.string(), whole.error));
  if (!whole.too_large) return read_lines(std::move(whole.text), file.string(), schema, problems);
  Findings findings(file.string());
  findings.fault({}, "too-large", say("the file is larger than {} kB", max_best_bets_bytes >> 10),
                 say("delete bets that are over"));
  findings.hand_out({}, problems);
  return {};
}

bool is_same_wording(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, small, small);
}

bool share_wording(const BestBet& a, const BestBet& b) {
  return std::ranges::any_of(a.words, [&](const std::string& ours) {
    return std::ranges::any_of(b.words, [&](const std::string& theirs) { return is_same_wording(ours, theirs); });
  });
}

std::string to_json(const BestBet& bet) {
  nlohmann::ordered_json json = {{"words", bet.words}};
  const auto add = [&](const char* name, const auto& value) {
    if (!value.empty()) json[name] = value;
  };
  add("lang", bet.lang);
  add("pin", bet.pin);
  add("hide", bet.hide);
  if (bet.from) json["from"] = to_text(*bet.from);
  if (bet.until) json["until"] = to_text(*bet.until);
  add("note", bet.note);
  return json.dump();
}

std::string to_lines(std::span<const BestBet> bets) {
  std::string lines;
  for (const BestBet& bet : bets) lines += to_json(bet) + "\n";
  return lines;
}

}  // namespace pramen::corpus
