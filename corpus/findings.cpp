#include "corpus/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "corpus/characters.h"

namespace pramen::corpus {

void Findings::fault(Place where, std::string_view rule, Sentence what, Sentence hint) {
  add(Severity::fault, where, rule, std::move(what), std::move(hint));
  faulty_ = true;
}

void Findings::warning(Place where, std::string_view rule, Sentence what, Sentence hint) {
  add(Severity::warning, where, rule, std::move(what), std::move(hint));
}

void Findings::hand_out(const std::string& record, const ProblemSink& sink) {
  if (left_out_ > 0) {
    Problem last = problems_.back();
    last.severity = worst_left_out_;
    last.rule = "more-faults";
    last.what = say("there are {} more problems in this record", left_out_);
    last.hint = say("mend those above first");
    problems_.push_back(std::move(last));
    left_out_ = 0;
    worst_left_out_ = Severity::warning;
  }
  std::ranges::stable_sort(problems_, {}, [](const Problem& problem) {
    return std::tie(problem.where.file, problem.where.line, problem.where.column);
  });
  for (auto& problem : problems_) {
    problem.record = record;
    if (sink) sink(std::move(problem));
  }
  problems_.clear();
  faulty_ = false;
}

void Findings::add(Severity severity, Place where, std::string_view rule, Sentence what, Sentence hint) {
  if (problems_.size() >= max_problems_per_record) {
    ++left_out_;
    if (severity == Severity::fault) worst_left_out_ = severity;
    return;
  }
  problems_.push_back({.severity = severity,
                       .where = {file_, where.line, where.column},
                       .rule = std::string(rule),
                       .what = std::move(what),
                       .hint = std::move(hint),
                       .record = {}});
}

bool check_characters(std::string& text, Place start, Findings& findings) {
  if (const auto bad = first_invalid_utf8(text); bad != std::string::npos) {
    findings.fault(PlaceCounter(text, start).at_byte(bad), "invalid-utf8",
                   say("byte 0x{} is not UTF-8", fmt::format("{:02X}", static_cast<unsigned char>(text[bad]))),
                   say("save the file as UTF-8"));
    return false;
  }
  if (const auto control = first_control(text); control != std::string::npos) {
    const auto byte = [&](std::size_t i) {
      return static_cast<unsigned>(static_cast<unsigned char>(text[control + i]));
    };
    const unsigned code = byte(0) == 0xE2   ? 0x2000 + ((byte(1) & 0x3F) << 6) + (byte(2) & 0x3F)
                          : byte(0) == 0xC2 ? byte(1)
                                            : byte(0);
    findings.fault(PlaceCounter(text, start).at_byte(control), "control-character",
                   say("control character {}", fmt::format("U+{:04X}", code)), say("delete it"));
    blank_controls(text);
  }
  return true;
}

}  // namespace pramen::corpus
