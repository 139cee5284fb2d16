// nlohmann-json's SAX tells values but not where they stand. The bytes it has
// taken are counted instead: between two tokens only white space and ,:[]{} can
// stand, so the start of a token is found from the end of the one before.
#include "corpus/json_nodes.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/characters.h"
#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** taken) : at_(at), taken_(taken) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *taken_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** taken_;
};

bool between_tokens(char c) { return std::string_view(" \t\r\n,:[]{}").find(c) != std::string_view::npos; }

// Where the number that begins at `at` ends. The lexer has taken one byte more.
std::size_t number_end(std::string_view text, std::size_t at) {
  const auto digits = [&] {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  };
  const auto skip = [&](std::string_view any) {
    const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
    if (there) ++at;
    return there;
  };
  skip("-");
  if (!skip("0")) digits();
  if (skip(".")) digits();
  if (skip("eE")) {
    skip("+-");
    digits();
  }
  return at;
}

class Handler {
 public:
  Handler(std::string_view text, Place start, Findings& findings)
      : text_(text),
        taken_(text.data()),
        places_(text, start),
        findings_(findings),
        builder_(max_depth, [this](const std::string& key, Place at) {
          findings_.fault(at, "doubled-key", say("{} stands here twice", in_quotes(key)), say("delete one of the two"));
        }) {}

  const char** taken() { return &taken_; }
  Node take() { return builder_.take(); }

  bool null() { return scalar({.kind = NodeKind::null, .at = token()}); }
  bool boolean(bool value) {
    return scalar({.kind = NodeKind::boolean, .at = token(), .text = value ? "true" : "false"});
  }
  bool number_integer(std::int64_t value) {
    return scalar({.kind = NodeKind::integer, .at = number(), .integer = value, .real = static_cast<double>(value)});
  }
  bool number_unsigned(std::uint64_t value) {
    if (value <= INT64_MAX) return number_integer(static_cast<std::int64_t>(value));
    return number_float(static_cast<double>(value), std::to_string(value));
  }
  bool number_float(double value, const std::string& written) {
    return scalar({.kind = NodeKind::real, .at = number(), .text = written, .real = value});
  }
  bool string(std::string& value) {
    return scalar({.kind = NodeKind::string, .at = token(), .text = std::move(value)});
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool key(std::string& value) {
    const Place at = token();
    builder_.key(std::move(value), at);
    return true;
  }
  bool start_object(std::size_t) { return open(NodeKind::map); }
  bool start_array(std::size_t) { return open(NodeKind::list); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error);

 private:
  std::size_t taken_bytes() const { return static_cast<std::size_t>(taken_ - text_.data()); }

  std::size_t token_offset() const {
    std::size_t at = end_;
    while (at < text_.size() && between_tokens(text_[at])) ++at;
    return at;
  }
  Place token() {
    const Place at = places_.at_byte(token_offset());
    end_ = taken_bytes();
    return at;
  }
  Place number() {
    const std::size_t offset = token_offset();
    end_ = number_end(text_, offset);
    return places_.at_byte(offset);
  }
  bool scalar(Node node) {
    builder_.scalar(std::move(node));
    return true;
  }
  bool open(NodeKind kind) {
    end_ = taken_bytes();
    const Place at = places_.at_byte(end_ - 1);
    if (builder_.open(kind, at)) return true;
    findings_.fault(at, "broken-json", say("lists and groups are nested more than {} deep", max_depth));
    return false;
  }
  bool close() {
    end_ = taken_bytes();
    builder_.close();
    return true;
  }
  void fault_at(std::size_t offset, Sentence what, Sentence hint) {
    findings_.fault(places_.at_byte(offset), "broken-json", std::move(what), std::move(hint));
  }
  void unexpected_token();

  std::string_view text_;
  const char* taken_;
  std::size_t end_ = 0;  // of the last token
  PlaceCounter places_;
  Findings& findings_;
  NodeBuilder builder_;
};

bool Handler::parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) {
  const std::string_view reason = error.what();
  const auto about = [&](std::string_view words) { return reason.find(words) != std::string_view::npos; };
  const std::size_t last = taken_bytes() > 0 ? taken_bytes() - 1 : 0;
  if (about("number overflow")) {
    findings_.fault(places_.at_byte(token_offset()), "out-of-range", say("the number is too large"));
  } else if (about("missing closing quote")) {
    fault_at(token_offset(), say("this text is not closed"), say("add the closing \""));
  } else if (about("control character")) {
    fault_at(last, say("a line break or TAB stands inside a text"), say("write \\n or \\t instead"));
  } else if (about("surrogate")) {
    fault_at(last, say("a \\u escape is only half of a character"), say("write the character itself"));
  } else if (about("backslash") || about("'\\u' must be followed")) {
    fault_at(last, say("a backslash stands before something it cannot escape"), say("write \\\\ for a backslash"));
  } else {
    unexpected_token();
  }
  return false;
}

void Handler::unexpected_token() {
  const auto next = [&](std::size_t from) { return text_.find_first_not_of(" \t\r\n", from); };
  // A structural character was the last byte taken; all else began at a token.
  const std::size_t taken = taken_bytes(), token_at = token_offset();
  const bool structural = taken > end_ && between_tokens(text_[taken - 1]) && token_at >= taken;
  const std::size_t at = structural ? next(std::max(end_, taken - 1)) : token_at;
  if (at >= text_.size()) {
    fault_at(text_.size(), say("the JSON ends too early"), say("close every quote and bracket"));
    return;
  }
  const std::size_t before = at == 0 ? std::string_view::npos : text_.find_last_not_of(" \t\r\n", at - 1);
  const bool closing = text_[at] == '}' || text_[at] == ']';
  if (closing && before != std::string_view::npos && text_[before] == ',') {
    fault_at(before, say("a comma stands before the closing bracket"), say("delete the comma"));
  } else {
    const std::size_t length = std::max<std::size_t>(character_length(text_, at), 1);
    fault_at(at, say("{} is not expected here", in_quotes(text_.substr(at, length))),
             say("look for a missing comma, colon, quote or bracket"));
  }
}

}  // namespace

Parsed parse_json(std::string_view text, Place start, Findings& findings) {
  Handler handler(text, start, findings);
  const CountingIterator first(text.data(), handler.taken()), last(text.data() + text.size(), handler.taken());
  const bool whole = nlohmann::json::sax_parse(first, last, &handler);
  return {handler.take(), whole};
}

}  // namespace pramen::corpus
