// The page templates (web/templates, Mustache) filled from JSON. {{x}} escapes
// for HTML; only what is HTML already may stand in {{{x}}}. Any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace pramen::server {

std::string render(std::string_view name, const nlohmann::json& data);

// Throws std::runtime_error if a template cannot be read.
void check_templates();

}  // namespace pramen::server
