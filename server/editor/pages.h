// The pages of the editors, each a row of a table: which address, who may, what it
// takes. The handlers are in the *_page.cpp.
#pragma once

#include <span>
#include <string_view>

#include "server/admin/scope.h"
#include "server/editor/visit.h"

namespace pramen::server::editor {

// What a page takes with POST.
enum class Sent { nothing, form, text, files };

struct Page {
  std::string_view method;   // GET answers HEAD, too
  std::string_view pattern;  // below "/editor/"; "" is the overview
  admin::Scope scope;        // needed to see it; what it does the API allows or not
  HttpResponse (*answer)(Visit& visit);
  Sent sent = Sent::nothing;
};

std::span<const Page> overview_pages();
std::span<const Page> job_pages();
std::span<const Page> file_pages();
std::span<const Page> upload_pages();
std::span<const Page> best_bet_pages();
std::span<const Page> query_pages();
std::span<const Page> generation_pages();
std::span<const Page> key_pages();

}  // namespace pramen::server::editor
