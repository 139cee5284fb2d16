// What a form of the page sends: application/x-www-form-urlencoded (URL Standard, 5),
// or multipart/form-data with files (RFC 7578).
//
// Read strictly: what could be read in two ways is no form. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http.h"

namespace pramen::server::editor {

struct FormFile {
  std::string name;  // without folders; as it was sent, so anything
  std::string bytes;
};

struct Form {
  Fields fields;                // valid UTF-8
  std::vector<FormFile> files;  // those that were chosen

  // The first of the name; empty if there is none.
  const std::string& operator[](std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
};

inline constexpr std::string_view urlencoded_type = "application/x-www-form-urlencoded";
inline constexpr std::string_view multipart_type = "multipart/form-data";
inline constexpr std::size_t most_form_parts = 1000;

// The media type without its parameters, in lower case.
std::string media_type(std::string_view content_type);

// Nothing if it is no form.
std::optional<Form> read_form(std::string_view content_type, std::string_view body);

}  // namespace pramen::server::editor
