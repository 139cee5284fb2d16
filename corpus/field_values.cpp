#include "corpus/field_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "corpus/characters.h"
#include "corpus/nearest_name.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view wrong_kind_rule = "wrong-kind-of-value";

// `key: value` or `"key": value`, as one writes it in this form.
Sentence shown(const Context& context, std::string_view key, std::string_view value) {
  return context.form == Form::markdown ? say("write {}: {}", key, value) : say("write \"{}\": {}", key, value);
}

std::string shown_text(const Context& context, std::string_view text) {
  if (text.empty() || text.size() > 60) text = "...";
  return context.form == Form::markdown ? std::string(text) : fmt::format("\"{}\"", text);
}

bool has_text(const Node& node) { return node.kind == NodeKind::string || (node.plain && node.kind != NodeKind::null); }

void wrong_kind(std::string_view name, const Sentence& wanted, const Node& node, Sentence hint,
                const Context& context) {
  context.findings.fault(node.at, wrong_kind_rule, say("{} must be {}, not {}", name, wanted, kind_in_words(node.kind)),
                         std::move(hint));
}

bool is_vocabulary_key(const Field& field, const std::string& key, Place at, const Context& context) {
  const Vocabulary* vocabulary = context.schema.vocabulary(field.vocabulary);
  if (!vocabulary || vocabulary->find(key)) return true;
  std::vector<std::string_view> keys;
  for (const auto& value : vocabulary->values()) keys.push_back(value.key);
  const std::string nearest = nearest_name(key, keys);
  context.findings.fault(at, "not-in-vocabulary", say("{} is not a value of {}", in_quotes(key), field.name),
                         nearest.empty()
                             ? say("the {} allowed values stand in vocabulary/{}.json", keys.size(), field.vocabulary)
                             : say("did you mean '{}'?", nearest));
  return false;
}

std::optional<Value> read_key(const Field& field, const Node& node, const Context& context) {
  auto text = has_text(node) ? read_text(field.name, node, context) : std::nullopt;
  if (!text) {
    if (!has_text(node)) {
      const bool single = node.kind == NodeKind::list && node.items.size() == 1;
      wrong_kind(field.name, say("one value"), node,
                 shown(context, field.name, shown_text(context, single ? node.items[0].text : "")), context);
    }
    return std::nullopt;
  }
  std::string key = fold_spaces(*text);
  if (!is_vocabulary_key(field, key, node.at, context)) return std::nullopt;
  return Value(std::move(key));
}

// Items of a list of keys or ids, each once.
template <typename Check>
std::optional<Value> read_keys(const Field& field, const Node& node, const Context& context, Check check) {
  if (node.kind != NodeKind::list) {
    const std::string item = shown_text(context, has_text(node) ? node.text : "");
    wrong_kind(field.name, say("a list"), node, shown(context, field.name, fmt::format("[{}]", item)), context);
    return std::nullopt;
  }
  std::vector<std::string> keys;
  std::unordered_set<std::string> seen;
  for (const auto& item : node.items) {
    const auto text = read_text(field.name, item, context);
    if (!text) continue;
    std::string key = fold_spaces(*text);
    if (!seen.insert(key).second) {
      context.findings.warning(item.at, "doubled-value", say("{} stands twice in {}", in_quotes(key), field.name),
                               say("delete one of the two"));
    } else if (check(key, item.at)) {
      keys.push_back(std::move(key));
    }
  }
  if (keys.empty()) return std::nullopt;
  return Value(std::move(keys));
}

Sentence number_in_words(double number) {
  return std::isfinite(number) ? verbatim(fmt::format("{}", number)) : say("this number");
}

bool is_within(const Field& field, double number, Place at, const Context& context) {
  const bool fits = std::isfinite(number) && (!field.minimum || number >= *field.minimum) &&
                    (!field.maximum || number <= *field.maximum);
  if (fits) return true;
  Sentence hint;
  if (field.minimum && field.maximum)
    hint = say("allowed: {} to {}", *field.minimum, *field.maximum);
  else if (field.minimum)
    hint = say("allowed: {} or more", *field.minimum);
  else if (field.maximum)
    hint = say("allowed: up to {}", *field.maximum);
  context.findings.fault(at, "out-of-range", say("{} is out of range for {}", number_in_words(number), field.name),
                         std::move(hint));
  return false;
}

Sentence number_hint(const Field& field, const Node& node, const Context& context) {
  const bool digits = node.kind == NodeKind::string && !node.text.empty() &&
                      node.text.find_first_not_of("0123456789.-") == std::string::npos && node.text.size() < 20;
  if (context.form == Form::csv) return say("write digits only");
  return digits ? say("{}, without quotes", shown(context, field.name, node.text)) : say("write digits only");
}

std::optional<Value> read_integer(const Field& field, const Node& node, const Context& context) {
  // Beyond 64 bits it has become a real, but what was meant is clear.
  const bool huge = node.kind == NodeKind::real && std::abs(node.real) >= 9.2e18;
  if (node.kind != NodeKind::integer && !huge) {
    wrong_kind(field.name, say("a whole number"), node, number_hint(field, node, context), context);
    return std::nullopt;
  }
  if (huge) {
    Field bounded = field;
    if (!bounded.maximum) bounded.maximum = 9e18;
    if (!bounded.minimum) bounded.minimum = -9e18;
    is_within(bounded, node.real, node.at, context);
    return std::nullopt;
  }
  if (!is_within(field, node.real, node.at, context)) return std::nullopt;
  return Value(node.integer);
}

std::optional<Value> read_number(const Field& field, const Node& node, const Context& context) {
  if (node.kind != NodeKind::integer && node.kind != NodeKind::real) {
    wrong_kind(field.name, say("a number"), node, number_hint(field, node, context), context);
    return std::nullopt;
  }
  if (!is_within(field, node.real, node.at, context)) return std::nullopt;
  return Value(node.real);
}

std::optional<std::string> read_url(std::string_view name, const Node& node, const Context& context) {
  auto url = read_text(name, node, context);
  if (!url) return std::nullopt;
  if (is_web_address(*url)) return url;
  const bool bare = url->find("://") == std::string::npos && is_web_address("https://" + *url);
  context.findings.fault(
      node.at, "bad-url", say("{} is no web address", in_quotes(*url)),
      bare ? say("write https://{}", *url) : say("it must begin with http:// or https:// and hold no spaces"));
  return std::nullopt;
}

std::optional<std::int64_t> read_source_year(const Node& node, const Context& context) {
  Field year{.name = "year", .type = FieldType::integer, .minimum = 1, .maximum = 9999};
  if (const auto value = read_integer(year, node, context)) return std::get<std::int64_t>(*value);
  return std::nullopt;
}

Source read_source(const Node& node, const Context& context) {
  Source source;
  for (const auto& [key, at, value] : node.entries) {
    if (value.is_null() && (key == "title" || key == "url" || key == "publisher" || key == "year")) continue;
    if (key == "title") {
      source.title = fold_spaces(read_text(key, value, context).value_or(""));
    } else if (key == "publisher") {
      source.publisher = fold_spaces(read_text(key, value, context).value_or(""));
    } else if (key == "url") {
      source.url = read_url(key, value, context).value_or("");
    } else if (key == "year") {
      source.year = read_source_year(value, context);
    } else {
      const auto nearest = nearest_name(key, {"title", "url", "publisher", "year"});
      context.findings.fault(
          at, "unknown-field", say("a source has no {}", in_quotes(key)),
          nearest.empty() ? say("a source has title, url, publisher and year") : say("did you mean '{}'?", nearest));
    }
  }
  return source;
}

std::optional<Value> read_sources(const Field& field, const Node& node, const Context& context) {
  if (node.kind != NodeKind::list) {
    wrong_kind(field.name, say("a list"), node, say("begin each source with `- title: ...`"), context);
    return std::nullopt;
  }
  std::vector<Source> sources;
  for (const auto& item : node.items) {
    if (item.kind != NodeKind::map) {
      wrong_kind(
          field.name, say("a group of title, url, publisher and year"), item,
          context.form == Form::markdown ? say("write - url: https://...") : say("write {{\"url\": \"https://...\"}}"),
          context);
      continue;
    }
    if (!item.find("title") && !item.find("url")) {
      context.findings.fault(item.at, wrong_kind_rule, say("a source has neither title nor url"),
                             say("give it one of them"));
    }
    sources.push_back(read_source(item, context));
  }
  if (sources.empty()) return std::nullopt;
  return Value(std::move(sources));
}

std::optional<Value> read_records(const Field& field, const Node& node, const Context& context,
                                  std::vector<Relation>& relations) {
  return read_keys(field, node, context, [&](const std::string& id, Place at) {
    if (!is_record_id(id)) {
      context.findings.fault(at, "bad-id", say("{} is no record id", in_quotes(id)),
                             say("ids are made of a-z, 0-9 and -"));
      return false;
    }
    relations.push_back({id, at});
    return true;
  });
}

}  // namespace

std::optional<std::string> read_text(std::string_view name, const Node& node, const Context& context) {
  if (!has_text(node)) {
    wrong_kind(name, say("text"), node, {}, context);
    return std::nullopt;
  }
  // Raw ones were found before parsing; these came as escapes (\u0000).
  if (const auto control = first_control(node.text); control != std::string::npos) {
    context.findings.fault(node.at, "control-character", say("{} holds an escaped control character", name),
                           say("delete it"));
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::vector<std::string>> read_texts(std::string_view name, const Node& node, const Context& context) {
  if (node.kind != NodeKind::list) {
    wrong_kind(name, say("a list"), node,
               shown(context, name, fmt::format("[{}]", shown_text(context, has_text(node) ? node.text : ""))),
               context);
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const auto& item : node.items) {
    if (auto text = read_text(name, item, context); text && !is_blank(*text)) texts.push_back(fold_spaces(*text));
  }
  return texts;
}

bool is_web_address(std::string_view url) {
  std::string scheme(url.substr(0, 8));
  std::ranges::transform(scheme, scheme.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  const std::size_t skip = scheme == "https://" ? 8 : scheme.starts_with("http://") ? 7 : 0;
  if (skip == 0) return false;
  const bool unfit = std::ranges::any_of(
      url, [](unsigned char c) { return c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>' || c == '\\'; });
  if (unfit || first_control(url) != std::string_view::npos) return false;
  std::string_view host = url.substr(skip);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  return !host.empty() && host.front() != ':' && host.front() != '.';
}

std::optional<Value> read_value(const Field& field, const Node& node, const Context& context,
                                std::vector<Relation>& relations) {
  switch (field.type) {
    case FieldType::string: {
      const auto text = read_text(field.name, node, context);
      if (!text || is_blank(*text)) return std::nullopt;
      return Value(fold_spaces(*text));
    }
    case FieldType::value: return read_key(field, node, context);
    case FieldType::values:
      return read_keys(field, node, context,
                       [&](const std::string& key, Place at) { return is_vocabulary_key(field, key, at, context); });
    case FieldType::integer: return read_integer(field, node, context);
    case FieldType::number: return read_number(field, node, context);
    case FieldType::url: {
      auto url = read_url(field.name, node, context);
      return url ? std::optional<Value>(std::move(*url)) : std::nullopt;
    }
    case FieldType::records: return read_records(field, node, context, relations);
    case FieldType::sources: return read_sources(field, node, context);
  }
  return std::nullopt;
}

}  // namespace pramen::corpus
