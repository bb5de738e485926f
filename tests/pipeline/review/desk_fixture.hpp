#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "pipeline/file_writer.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/version.hpp"

namespace bearout::tests {

/// The files of a results folder, by name; run.json is made of them.
using ResultFiles = std::map<std::string, std::string>;

/// Three documents, two outcomes, three suggestions, one negative passage, two candidates.
inline ResultFiles reviewable_files() {
  return {
      {"documents.jsonl.zst",
       R"({"id":"c1","text":"Hello world. It helps me.","author":"Ann","source":"a.jsonl"}
{"id":"c2","text":"<script>alert(1)</script> & it does not help.","author":"Bo","source":"b.jsonl"}
{"id":"c3","text":"Ünïcode 😀 helps. What about tea?","author":"Cy","source":"a.jsonl"}
)"},
      {"outcomes.json", R"([{"id":"1","text":"It helps people."},{"id":"2","text":"The world is small."}])"},
      {"mappings.jsonl",
       R"({"document":"c1","passage":1,"start":13,"end":25,"text":"It helps me.","outcome":"1","score":0.9,"band":"likely","framing":"supports","framing_score":0.4,"priority":0.9,"decided":null,"evidence":[{"term":"helps","start":16,"end":21,"weight":1.5,"via":"words"}],"base":-1.0}
{"document":"c1","passage":0,"start":0,"end":12,"text":"Hello world.","outcome":"2","score":0.4,"band":"unsure","framing":"unclear","framing_score":0.0,"priority":0.5,"decided":null,"evidence":[],"base":-1.0}
{"document":"c2","passage":0,"start":28,"end":45,"text":"it does not help.","outcome":"1","score":0.7,"band":"likely","framing":"contrary","framing_score":-0.6,"priority":0.7,"decided":null,"evidence":[],"base":-1.0}
{"document":"c3","passage":0,"start":0,"end":16,"text":"Ünïcode 😀 helps.","outcome":"1","score":0.2,"band":"unsure","framing":"supports","framing_score":0.2,"priority":null,"decided":null,"evidence":[],"base":-1.0}
)"},
      {"framing.jsonl",
       R"({"document":"c2","passage":0,"start":28,"end":45,"text":"it does not help.","outcome":"1","score":-0.6,"cues":[{"cue":"not","start":36,"end":39,"kind":"negation"}]}
)"},
      {"candidates.json",
       R"([{"id":"proposal-1","statement":"Tea","terms":["tea"],"size":1,"cohesion":null,"novelty":0.9,"source":"proposed","nearest_outcome":"1","proposed_by":["Cy"],"accepted_by_author":null,"members":[{"document":"c3","passage":1,"start":28,"end":31,"score":0.9}],"quotes":[]}])"},
      {"report.html", "<!doctype html>"}};
}

/// A whole results folder of these files.
inline void put_results(const std::filesystem::path& path, const ResultFiles& files,
                        const std::string& version = std::string(pipeline::version())) {
  pipeline::ResultsFolder folder(path, true);
  for (const auto& [name, content] : files) {
    pipeline::FileWriter writer = folder.create(name);
    writer.write(content);
    writer.finish();
  }
  std::string list;
  for (const pipeline::ResultFile& file : folder.files()) {
    list += (list.empty() ? "" : ",") + std::string(R"({"name":")") + file.name + R"(","bytes":)" +
            std::to_string(file.bytes) + R"(,"sha256":")" + file.sha256 + "\"}";
  }
  folder.commit(R"({"bearout":")" + version +
                R"(","options":{"outcomes":"o.md"},"counts":{"documents":3},"files":[)" + list + "]}");
}

inline void make_reviewable(const std::filesystem::path& path,
                            const std::string& version = std::string(pipeline::version())) {
  put_results(path, reviewable_files(), version);
}

}  // namespace bearout::tests
