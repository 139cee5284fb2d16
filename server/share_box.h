// A search to pass on: its address, without what only pages through it, and a sentence that cites it with what it
// found and in which edition, because the same address may find more tomorrow.
#pragma once

#include <string>
#include <string_view>

#include "corpus/schema.h"
#include "query/answer.h"
#include "server/texts.h"

namespace pramen::server {

// HTML. `origin`: under which address this server is known (origin.h); empty: not known.
std::string share_box(const query::Answer& answer, const corpus::Schema& schema, std::string_view origin,
                      std::string_view edition, const Texts& texts);

}  // namespace pramen::server
