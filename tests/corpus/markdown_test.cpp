#include "corpus/markdown.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace pramen::corpus {
namespace {

TEST(MarkdownLanguages, AreMarkedInBothWaysOut) {
  const std::string markdown = "Družstvo <span lang=\"de\">Genossenschaft *für* Gemeinwohl</span> sídli vo Viedni.";
  EXPECT_EQ(markdown_to_html(markdown),
            "<p>Družstvo <span lang=\"de\">Genossenschaft <em>für</em> Gemeinwohl</span> sídli vo Viedni.</p>\n");
  const PlainMarkdown plain = plain_markdown(markdown);
  EXPECT_EQ(plain.text, "Družstvo Genossenschaft für Gemeinwohl sídli vo Viedni.");
  EXPECT_EQ(plain.text, markdown_to_text(markdown));
  ASSERT_EQ(plain.foreign.size(), 1U);
  EXPECT_EQ(plain.foreign[0].lang, "de");
  EXPECT_EQ(plain.text.substr(plain.foreign[0].begin, plain.foreign[0].end - plain.foreign[0].begin),
            "Genossenschaft für Gemeinwohl");
}

// Whatever is written, tags that come out are nested as HTML wants them, and stretches lie in the text.
TEST(MarkdownLanguages, AreNeverLeftOpen) {
  const auto stretches = [](std::string_view markdown) {
    std::string said;
    const PlainMarkdown plain = plain_markdown(markdown);
    for (const ForeignStretch& one : plain.foreign)
      said += one.lang + ":" + plain.text.substr(one.begin, one.end - one.begin) + ";";
    return said;
  };
  EXPECT_EQ(markdown_to_html("a <span lang='de-AT'>b"), "<p>a <span lang=\"de-AT\">b</span></p>\n");
  EXPECT_EQ(markdown_to_html("a <SPAN LANG='hu'>b</SPAN> c"), "<p>a <span lang=\"hu\">b</span> c</p>\n");
  EXPECT_EQ(stretches("a <span lang='de-AT'>b</span>"), "de:b;");
  EXPECT_EQ(markdown_to_html("*a <span lang=\"de\">b* c</span>"),
            "<p><em>a <span lang=\"de\">b</span></em> c&lt;/span&gt;</p>\n");
  EXPECT_EQ(markdown_to_html("a</span>"), "<p>a&lt;/span&gt;</p>\n");
  EXPECT_EQ(stretches("a <span lang=\"de\">b\n\nc</span>"), "de:b;");
  EXPECT_EQ(stretches("<span lang=\"de\">a <span lang=\"hu\">b</span> c</span>"), "de:a;hu:b;de:c;");
  EXPECT_EQ(stretches("- <span lang=\"hu\">egy</span> \n- dva"), "hu:egy;");
  EXPECT_EQ(stretches("<span lang=\"hu\"></span>x"), "");
  for (const char* other : {"<span lang=\"de\" onclick=\"x\">a</span>", "<span lang=\"\">a</span>",
                            "<span lang=\"d\">a</span>", "<span lang=\"<b>\">a</span>", "<div lang=\"de\">a</div>",
                            "<span lang=de>a</span>", "`<span lang=\"de\">a</span>`"}) {
    EXPECT_EQ(stretches(other), "") << other;
    EXPECT_EQ(markdown_to_html(other).find("<span"), std::string::npos) << other;
  }
}

TEST(Markdown, KeepsLinksOfTheWebAndOfThisSite) {
  EXPECT_EQ(markdown_to_html("[a](https://a.sk/?x=1&y=2)"), "<p><a href=\"https://a.sk/?x=1&amp;y=2\">a</a></p>\n");
  EXPECT_EQ(markdown_to_html("[a](HTTP://a.sk)"), "<p><a href=\"HTTP://a.sk\">a</a></p>\n");
  EXPECT_EQ(markdown_to_html("<mailto:a@b.sk>"), "<p><a href=\"mailto:a@b.sk\">mailto:a@b.sk</a></p>\n");
  EXPECT_EQ(markdown_to_html("[a](/record/x)"), "<p><a href=\"/record/x\">a</a></p>\n");
  EXPECT_EQ(markdown_to_html("[a](#part)"), "<p><a href=\"#part\">a</a></p>\n");
}

TEST(Markdown, DropsEveryOtherLinkButItsWords) {
  for (const std::string target : {"javascript:alert(1)",
                                   "JaVaScRiPt:alert(1)",
                                   "java&Tab;script:alert(1)",
                                   "java&NewLine;script:alert(1)",
                                   "&#106;avascript:alert(1)",
                                   "&#x6A;&#x61;vascript:alert(1)",
                                   "javascript&colon;alert(1)",
                                   "javascript&#58;alert(1)",
                                   "&#1;javascript:alert(1)",
                                   "<java\tscript:alert(1)>",
                                   "< javascript:alert(1)>",
                                   "\\javascript:alert(1)",
                                   "data:text/html;base64,PHNjcmlwdD4=",
                                   "DATA:text/html,x",
                                   "vbscript:msgbox(1)",
                                   "file:///etc/passwd",
                                   "//evil.example",
                                   "/\\evil.example",
                                   "/&Tab;/evil.example",
                                   "relative/page",
                                   "?q=1",
                                   "https:evil",
                                   "blob:https://a",
                                   "view-source:x",
                                   "ftp://a.sk",
                                   "tel:123",
                                   "",
                                   "javascript\xC2\xA0:x",
                                   "&javascript;:x"}) {
    const std::string html = markdown_to_html("[a word](" + target + ")");
    EXPECT_EQ(html.find("<a"), std::string::npos) << target << " -> " << html;
    EXPECT_NE(html.find("a word"), std::string::npos) << html;
  }
  EXPECT_EQ(markdown_to_html("[a]\n\n[a]: javascript:x"), "<p>a</p>\n");
  EXPECT_EQ(markdown_to_html("<javascript:x>"), "<p>javascript:x</p>\n");
}

TEST(Markdown, LeavesNoWayOutOfAnAttribute) {
  EXPECT_EQ(markdown_to_html("[a](https://a.sk/\"onclick=x)"),
            "<p><a href=\"https://a.sk/&quot;onclick=x\">a</a></p>\n");
  EXPECT_EQ(markdown_to_html("[a](https://a.sk/&quot;&#39;&lt;)"),
            "<p><a href=\"https://a.sk/&quot;&#39;&lt;\">a</a></p>\n");
}

TEST(Markdown, ShowsRawHtmlAsText) {
  EXPECT_EQ(markdown_to_html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
  EXPECT_EQ(markdown_to_html("a <img src=x onerror=y> b"), "<p>a &lt;img src=x onerror=y&gt; b</p>\n");
}

TEST(Markdown, HeadingsBeginAtTheSecondLevel) {
  EXPECT_EQ(markdown_to_html("# A\n\n## B\n\n### C"), "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>\n");
}

TEST(Markdown, AnImageIsItsWords) {
  EXPECT_EQ(markdown_to_html("![the *house*](javascript:x)"), "<p>the <em>house</em></p>\n");
}

TEST(Markdown, EntitiesAreCharacters) {
  EXPECT_EQ(markdown_to_html("&amp; &lt;b&gt; &#60;i&#62; &auml; &unknown;"),
            "<p>&amp; &lt;b&gt; &lt;i&gt; ä &amp;unknown;</p>\n");
  EXPECT_EQ(markdown_to_text("&bdquo;slovo&ldquo; &amp; &#268;"), "„slovo“ & Č");
}

TEST(Markdown, TextPartsBlocksByLines) {
  EXPECT_EQ(markdown_to_text("# Výzva\n\nJeden\nodsek *s* `kódom`.\n\n- prvá\n- druhá\n\n> citát"),
            "Výzva\nJeden odsek s kódom.\nprvá\ndruhá\ncitát");
}

TEST(Markdown, TextGluesNoCellsAndBreaks) {
  EXPECT_EQ(markdown_to_text("| a | b |\n|---|---|\n| c | d |\n"), "a b\nc d");
  EXPECT_EQ(markdown_to_text("one\\\ntwo  \nthree"), "one two three");
}

// What takes parsers long or deep, a mebibyte of each.
TEST(Markdown, ComesThroughHostileTextInTime) {
  for (const std::string piece :
       {">",  "*",       "- ",     "_",    "[",    "![",       "[](",    "`",           "<",
        "|",  "#",       "* ",     "*a_ ", "**a ", "[a]: b\n", "[a]\n",  "[a](b)\n",    "|a|b|\n|-|-|\n",
        "a|", "- - a\n", "&#x41;", "<!--", "\\",   "1. ",      "> > \n", "[a]: /x 'y\n"}) {
    std::string text;
    while (text.size() < (1u << 20)) text += piece;
    const auto start = std::chrono::steady_clock::now();
    const auto html = markdown_to_html(text);
    const auto words = markdown_to_text(text);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 20) << piece;
    EXPECT_LT(html.size(), text.size() * 17 + 8192) << piece;
    EXPECT_LT(words.size(), text.size() * 5 + 8192) << piece;
  }
  std::string uses = "[x]: /" + std::string(50000, 'u') + "\n\n";
  for (int i = 0; i < 300000; ++i) uses += "[x]";
  EXPECT_LT(markdown_to_html(uses).size(), uses.size() * 2);
}

}  // namespace
}  // namespace pramen::corpus
