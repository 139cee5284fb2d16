#include "server/editor/form.h"

#include <algorithm>

#include "server/target.h"

namespace pramen::server::editor {
namespace {

constexpr std::size_t longest_part_head = 4096;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return lower(c); });
  return result;
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::string_view take_until(std::string_view& text, std::string_view end) {
  const auto at = std::min(text.find(end), text.size());
  const auto taken = text.substr(0, at);
  text.remove_prefix(std::min(at + end.size(), text.size()));
  return taken;
}

std::optional<Form> read_urlencoded(std::string_view body) {
  Form form;
  while (!body.empty()) {
    std::string_view pair = take_until(body, "&");
    if (pair.empty()) continue;
    const std::string_view name = take_until(pair, "=");
    auto key = percent_decode(name, true), value = percent_decode(pair, true);
    if (!key || !value || form.fields.size() == most_form_parts) return std::nullopt;
    form.fields.emplace_back(std::move(*key), std::move(*value));
  }
  return form;
}

// RFC 2046, 5.1.1; browsers use letters, digits and hyphens.
bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= 70 && std::ranges::all_of(text, [](char c) {
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
  });
}

// One parameter, "x" or x, where nothing else but the named ones stands.
std::optional<std::string> header_parameter(std::string_view text, std::string_view wanted) {
  std::optional<std::string> found;
  while (!text.empty()) {
    const std::string name = lower(trim(take_until(text, "=")));
    std::string value;
    if (text.starts_with('"')) {
      text.remove_prefix(1);
      if (text.find('"') == text.npos) return std::nullopt;
      value = take_until(text, "\"");
      if (!trim(take_until(text, ";")).empty()) return std::nullopt;
    } else {
      value = trim(take_until(text, ";"));
    }
    if (name != wanted) continue;
    if (found) return std::nullopt;
    found = std::move(value);
  }
  return found;
}

// As browsers write names between quotes (HTML, multipart/form-data encoding algorithm).
std::string unescaped(std::string text) {
  for (const auto& [escape, letter] : {std::pair{"%22", '"'}, std::pair{"%0D", '\r'}, std::pair{"%0A", '\n'}}) {
    for (auto at = text.find(escape); at != text.npos; at = text.find(escape, at + 1)) text.replace(at, 3, 1, letter);
  }
  return text;
}

std::string without_folders(const std::string& name) { return name.substr(name.find_last_of("/\\") + 1); }

struct PartHead {
  std::string name;
  std::optional<std::string> file;
};

std::optional<PartHead> read_part_head(std::string_view head) {
  std::optional<PartHead> part;
  while (!head.empty()) {
    std::string_view line = take_until(head, "\r\n");
    const std::string field = lower(take_until(line, ":"));
    if (field == "content-transfer-encoding") return std::nullopt;
    if (field != "content-disposition") continue;
    if (part || lower(trim(take_until(line, ";"))) != "form-data") return std::nullopt;
    auto name = header_parameter(line, "name");
    if (!name) return std::nullopt;
    part = {.name = unescaped(std::move(*name)), .file = header_parameter(line, "filename")};
    if (part->file) part->file = without_folders(unescaped(std::move(*part->file)));
  }
  return part;
}

std::optional<Form> read_multipart(std::string_view boundary, std::string_view body) {
  Form form;
  const std::string line = "--" + std::string(boundary), end = "\r\n" + line;
  if (!body.starts_with(line)) return std::nullopt;
  body.remove_prefix(line.size());
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
    const auto head_end = body.find("\r\n\r\n");
    if (head_end > longest_part_head) return std::nullopt;
    const auto part = read_part_head(body.substr(0, head_end));
    body.remove_prefix(head_end + 4);
    const auto bytes_end = body.find(end);
    if (!part || bytes_end == body.npos || form.fields.size() + form.files.size() == most_form_parts)
      return std::nullopt;
    std::string bytes(body.substr(0, bytes_end));
    body.remove_prefix(bytes_end + end.size());
    if (!is_utf8(part->name) || (part->file ? !is_utf8(*part->file) : !is_utf8(bytes))) return std::nullopt;
    if (!part->file)
      form.fields.emplace_back(part->name, std::move(bytes));
    else if (!part->file->empty())  // else no file was chosen
      form.files.push_back({*part->file, std::move(bytes)});
  }
  body.remove_prefix(2);
  if (!body.empty() && body != "\r\n") return std::nullopt;
  return form;
}

}  // namespace

const std::string& Form::operator[](std::string_view name) const {
  static const std::string nothing;
  const auto found = std::ranges::find(fields, name, &Fields::value_type::first);
  return found == fields.end() ? nothing : found->second;
}

std::vector<std::string> Form::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::string media_type(std::string_view content_type) { return lower(trim(take_until(content_type, ";"))); }

std::optional<Form> read_form(std::string_view content_type, std::string_view body) {
  const std::string type = media_type(content_type);
  if (type == urlencoded_type) return read_urlencoded(body);
  if (type != multipart_type) return std::nullopt;
  take_until(content_type, ";");
  const auto boundary = header_parameter(content_type, "boundary");
  if (!boundary || !is_boundary(*boundary)) return std::nullopt;
  return read_multipart(*boundary, body);
}

}  // namespace pramen::server::editor
