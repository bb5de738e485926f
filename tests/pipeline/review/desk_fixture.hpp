#pragma once

#include <string>
#include <vector>

#include "pipeline/file_writer.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/version.hpp"

namespace bearout::tests {

inline void put_result(pipeline::ResultsFolder& folder, const std::string& name, const std::string& content) {
  pipeline::FileWriter writer = folder.create(name);
  writer.write(content);
  writer.finish();
}

/// A small results folder: three documents, two outcomes, three suggestions, one negative passage, two
/// candidates.
inline void make_reviewable(const std::filesystem::path& path,
                            const std::string& version = std::string(pipeline::version())) {
  pipeline::ResultsFolder folder(path, true);
  put_result(folder, "documents.jsonl.zst",
             R"({"id":"c1","text":"Hello world. It helps me.","author":"Ann","source":"a.jsonl"}
{"id":"c2","text":"<script>alert(1)</script> & it does not help.","author":"Bo","source":"b.jsonl"}
{"id":"c3","text":"Ünïcode 😀 helps. What about tea?","author":"Cy","source":"a.jsonl"}
)");
  put_result(folder, "outcomes.json",
             R"([{"id":"1","text":"It helps people."},{"id":"2","text":"The world is small."}])");
  put_result(
      folder, "mappings.jsonl",
      R"({"document":"c1","passage":1,"start":13,"end":25,"text":"It helps me.","outcome":"1","score":0.9,"band":"likely","framing":"supports","framing_score":0.4,"priority":0.9,"decided":null,"evidence":[{"term":"helps","start":16,"end":21,"weight":1.5,"via":"words"}],"base":-1.0}
{"document":"c1","passage":0,"start":0,"end":12,"text":"Hello world.","outcome":"2","score":0.4,"band":"unsure","framing":"unclear","framing_score":0.0,"priority":0.5,"decided":null,"evidence":[],"base":-1.0}
{"document":"c2","passage":0,"start":28,"end":45,"text":"it does not help.","outcome":"1","score":0.7,"band":"likely","framing":"contrary","framing_score":-0.6,"priority":0.7,"decided":null,"evidence":[],"base":-1.0}
{"document":"c3","passage":0,"start":0,"end":16,"text":"Ünïcode 😀 helps.","outcome":"1","score":0.2,"band":"unsure","framing":"supports","framing_score":0.2,"priority":null,"decided":null,"evidence":[],"base":-1.0}
)");
  put_result(
      folder, "framing.jsonl",
      R"({"document":"c2","passage":0,"start":28,"end":45,"text":"it does not help.","outcome":"1","score":-0.6,"cues":[{"cue":"not","start":36,"end":39,"kind":"negation"}]}
)");
  put_result(
      folder, "candidates.json",
      R"([{"id":"proposal-1","statement":"Tea","terms":["tea"],"size":1,"cohesion":null,"novelty":0.9,"source":"proposed","nearest_outcome":"1","proposed_by":["Cy"],"accepted_by_author":null,"members":[{"document":"c3","passage":1,"start":28,"end":31,"score":0.9}],"quotes":[]}])");
  put_result(folder, "report.html", "<!doctype html>");
  std::string files;
  for (const pipeline::ResultFile& file : folder.files()) {
    files += (files.empty() ? "" : ",") + std::string(R"({"name":")") + file.name + R"(","bytes":)" +
             std::to_string(file.bytes) + R"(,"sha256":")" + file.sha256 + "\"}";
  }
  folder.commit(R"({"bearout":")" + version +
                R"(","options":{"outcomes":"o.md"},"counts":{"documents":3},"files":[)" + files + "]}");
}

}  // namespace bearout::tests
