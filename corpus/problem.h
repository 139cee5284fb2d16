// A fault that an editor can mend: where it stands, what is wrong, what to do.
//
// Odd input is never an exception here. Readers hand out problems and go on, so
// that one run shows every fault of a corpus. Plain values, free to copy between
// threads.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "corpus/sentence.h"

namespace pramen::corpus {

// A fault keeps its record out of the database; a warning does not.
enum class Severity { fault, warning };

// Lines and columns count from 1; a column counts characters (code points), not
// bytes. 0 stands for "the file as a whole" and is printed as 1.
struct Position {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

struct Problem {
  Severity severity = Severity::fault;
  Position where;
  std::string rule;    // a stable name for scripts: "unknown-field", "dangling-related", ...
  Sentence what;       // one sentence, no full stop
  Sentence hint;       // what to do; may be empty
  std::string record;  // id of the record it belongs to; empty if none could be read
};

bool any_fault(std::span<const Problem> problems);

using ProblemSink = std::function<void(Problem&&)>;

// "file:line:column: message (hint)", with "warning: " before the message of a
// warning. Control characters of quoted input are escaped. In a language of sentence_languages().
std::string to_text(const Problem& problem, std::string_view lang = "en");

}  // namespace pramen::corpus
