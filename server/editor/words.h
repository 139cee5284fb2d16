// The words of the editors' page (web/locales/editor/<lang>.json): apart from those of
// the other pages, which need not carry them. Loaded once, immutable.
#pragma once

#include "server/texts.h"

namespace pramen::server::editor {

// Of a language of the pages.
const Texts& words_in(const std::string& lang);
// Throws std::runtime_error that names each text missing in some language.
void check_words();

}  // namespace pramen::server::editor
