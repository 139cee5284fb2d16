// Plain scalars are typed by the core schema of YAML 1.2: `no` and `2015-01-01`
// are text. Marks of libyaml count characters, from which the places are taken;
// its own lines also break at U+2028 and the like, which no editor shows.
#include "corpus/yaml_nodes.h"

#include <fmt/format.h>
#include <yaml.h>

#include <charconv>
#include <limits>
#include <string>
#include <utility>

#include "corpus/characters.h"
#include "corpus/reader.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-front-matter";

struct Parser {
  Parser() { yaml_parser_initialize(&yaml); }
  ~Parser() { yaml_parser_delete(&yaml); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  yaml_parser_t yaml;
};

struct Event {
  Event() = default;
  ~Event() { yaml_event_delete(&yaml); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  yaml_event_t yaml{};
};

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (text == word) return true;
  }
  return false;
}

void set_integer(Node& node, std::string_view digits, int base, bool negative) {
  const std::string signed_digits = fmt::format("{}{}", negative ? "-" : "", digits);
  const char* end = signed_digits.data() + signed_digits.size();
  if (std::from_chars(signed_digits.data(), end, node.integer, base).ec == std::errc{}) {
    node.kind = NodeKind::integer;
    node.real = static_cast<double>(node.integer);
  } else {
    node.kind = NodeKind::real;
    node.real = std::numeric_limits<double>::infinity();
  }
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool looks_real(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t e = text.find_first_of("eE");
  std::string_view mantissa = text.substr(0, e);
  if (e != std::string_view::npos) {
    std::string_view exponent = text.substr(e + 1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!all_of(exponent, digits)) return false;
  }
  const std::size_t dot = mantissa.find('.');
  const std::string_view before = mantissa.substr(0, dot);
  const std::string_view after = dot == std::string_view::npos ? "" : mantissa.substr(dot + 1);
  if (before.empty()) return all_of(after, digits);
  return all_of(before, digits) && (after.empty() || all_of(after, digits));
}

void set_number(Node& node) {
  std::string_view text = node.text;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with("0x") && all_of(text.substr(2), "0123456789abcdefABCDEF")) {
    if (text.size() == node.text.size()) set_integer(node, text.substr(2), 16, false);
  } else if (text.starts_with("0o") && all_of(text.substr(2), "01234567")) {
    if (text.size() == node.text.size()) set_integer(node, text.substr(2), 8, false);
  } else if (all_of(text, "0123456789")) {
    set_integer(node, text, 10, negative);
  } else if (one_of(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"})) {
    node.kind = NodeKind::real;
    node.real = std::numeric_limits<double>::infinity();
  } else if (looks_real(text)) {
    node.kind = NodeKind::real;
    double value = 0;
    // Out of range is taken for infinite: no field can hold it either way.
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) {
      value = std::numeric_limits<double>::infinity();
    }
    node.real = negative ? -value : value;
  }
}

void type_plain(Node& node) {
  node.plain = true;
  const std::string_view text = node.text;
  if (one_of(text, {"", "~", "null", "Null", "NULL"})) {
    node.kind = NodeKind::null;
  } else if (one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) {
    node.kind = NodeKind::boolean;
  } else {
    set_number(node);
  }
}

std::string_view view(const yaml_char_t* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

class Reader {
 public:
  Reader(std::string_view text, Place start, Findings& findings)
      : start_(start),
        places_(text, start),
        findings_(findings),
        builder_(max_depth, [this](const std::string& key, Place at) {
          findings_.fault(at, "doubled-key", say("{} stands here twice", in_quotes(key)), say("delete one of the two"));
        }) {
    yaml_parser_set_encoding(&parser_.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_.yaml, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }

  Parsed read() {
    while (!done_) {
      Event event;
      if (!yaml_parser_parse(&parser_.yaml, &event.yaml)) {
        syntax_fault();
        return {builder_.take(), false};
      }
      if (!take(event.yaml)) return {builder_.take(), false};
    }
    return {builder_.take(), whole_};
  }

 private:
  bool take(const yaml_event_t& event) {
    const Place at = place(event.start_mark);
    switch (event.type) {
      case YAML_STREAM_END_EVENT: done_ = true; return true;
      case YAML_DOCUMENT_START_EVENT: return document(event, at);
      case YAML_ALIAS_EVENT:
        refuse(at, say("an alias (*name) is not allowed in front matter"), say("write the value itself"));
        add(Node{.at = at}, false);
        return true;
      case YAML_SCALAR_EVENT:
        refuse_extras(event.data.scalar.anchor, event.data.scalar.tag, at);
        add(scalar(event, at), true);
        return true;
      case YAML_SEQUENCE_START_EVENT:
        refuse_extras(event.data.sequence_start.anchor, event.data.sequence_start.tag, at);
        return open(NodeKind::list, at);
      case YAML_MAPPING_START_EVENT:
        refuse_extras(event.data.mapping_start.anchor, event.data.mapping_start.tag, at);
        return open(NodeKind::map, at);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: builder_.close(); return true;
      default: return true;
    }
  }

  bool document(const yaml_event_t& event, Place at) {
    const auto& start = event.data.document_start;
    if (start.version_directive || start.tag_directives.start != start.tag_directives.end) {
      refuse(start_, say("a directive (%) is not allowed in front matter"), say("delete it"));
    }
    if (++documents_ == 1) return true;
    refuse(at, say("a second YAML document begins inside the front matter"),
           say("keep one block between two lines ---"));
    return false;
  }

  bool open(NodeKind kind, Place at) {
    if (builder_.expects_key()) {
      refuse(at, say("a list or group stands where a key should be"),
             say("write `key: value` lines; quote a value that begins with [ or {{"));
      return false;
    }
    if (builder_.open(kind, at)) return true;
    refuse(at, say("lists and groups are nested more than {} deep", max_depth), {});
    return false;
  }

  void add(Node node, bool usable) {
    if (builder_.expects_key()) {
      builder_.key(usable ? std::move(node.text) : std::string("*"), node.at);
    } else {
      builder_.scalar(std::move(node));
    }
  }

  static Node scalar(const yaml_event_t& event, Place at) {
    const auto& data = event.data.scalar;
    Node node{.kind = NodeKind::string, .at = at};
    node.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    if (data.style == YAML_PLAIN_SCALAR_STYLE) type_plain(node);
    return node;
  }

  void refuse_extras(const yaml_char_t* anchor, const yaml_char_t* tag, Place at) {
    if (anchor)
      refuse(at, say("an anchor (&name) is not allowed in front matter"), say("delete it, or put the value in quotes"));
    if (tag)
      refuse(at, say("a tag ({}) is not allowed in front matter", view(tag).substr(0, 30)),
             say("delete it, or put the value in quotes"));
  }

  void refuse(Place at, Sentence what, Sentence hint) {
    findings_.fault(at, rule, std::move(what), std::move(hint));
    whole_ = false;
  }

  void syntax_fault();

  Place place(const yaml_mark_t& mark) { return places_.at_character(mark.index); }

  Place start_;
  PlaceCounter places_;
  Findings& findings_;
  NodeBuilder builder_;
  Parser parser_;
  int documents_ = 0;
  bool done_ = false, whole_ = true;
};

void Reader::syntax_fault() {
  const auto& yaml = parser_.yaml;
  const std::string_view problem = yaml.problem ? yaml.problem : "", context = yaml.context ? yaml.context : "";
  const auto about = [&](std::string_view words) { return problem.find(words) != std::string_view::npos; };
  const auto within = [&](std::string_view words) { return context.find(words) != std::string_view::npos; };
  const Place at = place(yaml.problem_mark);
  if (within("quoted scalar")) {
    const bool escape = about("escape") || about("hexdec");
    if (escape)
      refuse(at, say("a backslash stands before something it cannot escape"), say("use single quotes, or write \\\\"));
    else
      refuse(place(yaml.context_mark), say("this quote is not closed"), say("add the closing quote"));
  } else if (about("mapping values are not allowed")) {
    refuse(at, say("a colon followed by a space stands inside a value"), say("put the whole value in quotes"));
  } else if (within("flow sequence")) {
    refuse(at, say("this list is broken or not closed"), say("write it as [one, two]"));
  } else if (within("flow mapping")) {
    refuse(at, say("this group is broken or not closed"), say("write it as {{key: value}}"));
  } else if (about("cannot start any token") || about("tab character")) {
    refuse(at, say("a TAB or one of @ ` % begins a value"), say("indent with spaces; put the value in quotes"));
  } else if (about("could not find expected ':'")) {
    refuse(place(yaml.context_mark), say("this line has no `key: value`"),
           say("add the colon and a space, or indent a continued text"));
  } else if (about("did not find expected key") || within("block mapping") || within("block collection")) {
    refuse(at, say("this line does not fit the lines above it"), say("check indentation and quotes"));
  } else {
    refuse(at, say("this is not YAML we can read"), say("check indentation, quotes and brackets"));
  }
}

}  // namespace

Parsed parse_yaml(std::string_view text, Place start, Findings& findings) {
  return Reader(text, start, findings).read();
}

}  // namespace pramen::corpus
