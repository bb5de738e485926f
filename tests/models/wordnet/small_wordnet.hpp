#pragma once

#include <string>

#include "tests/corpus/scratch_folder.hpp"

namespace bearout::tests {

/// A WordNet of a dozen synsets, written by hand in the format of wndb(5WN). Offsets are just numbers here.
class SmallWordNet {
 public:
  SmallWordNet() {
    folder_.write("data.noun", kNouns);
    folder_.write("data.verb", kVerbs);
    folder_.write("data.adj", kAdjectives);
    folder_.write("data.adv", "");
    folder_.write("index.noun", kNounIndex);
    folder_.write("index.verb", kVerbIndex);
    folder_.write("index.adj", kAdjectiveIndex);
    folder_.write("index.adv", "");
    folder_.write("noun.exc", "children child\nmice mouse\npennies penny\nmedia medium\n");
    folder_.write("verb.exc", "built build\nstopped stop\n");
    folder_.write("adj.exc", "happier happy\n");
    folder_.write("adv.exc", "");
    folder_.write("cntlist.rev",
                  "build%2:36:00:: 1 195\nbuilt%3:00:00:: 1 7\nchild%1:18:00:: 1 90\nchild%1:18:01:: 2 10\n"
                  "cheap%3:00:00:: 1 12\nmouse%1:05:00:: 1 20\nhappy%3:00:00:: 1 30\nwoman%1:18:00:: 1 40\n");
  }

  const std::filesystem::path& path() const { return folder_.path(); }
  /// Puts other text in the place of one of its files.
  void replace(const std::string& name, std::string_view text) const { folder_.write(name, text); }
  /// A message without the path of the folder.
  std::string here(const std::string& message) const { return folder_.here(message); }

 private:
  static constexpr const char* kNouns =
      "  1 The licence stands in front, indented.  \n"
      "00000010 18 n 01 person 0 000 | a human being  \n"
      "00000020 18 n 02 child 0 kid 0 003 @ 00000010 n 0000 ! 00000030 n 0101 #m 00000010 n 0000 | a young "
      "person; \"children play with a kid\"  \n"
      "00000030 18 n 01 adult 0 002 @ 00000010 n 0000 ! 00000020 n 0101 | a grown person  \n"
      "00000040 06 n 02 house 0 Apartment_House 0 001 + 00000010 v 0101 | a building in which a person "
      "lives, "
      "built by a builder  \n"
      "00000050 05 n 01 mouse 0 000 | a small animal in the house of a person  \n"
      "00000060 18 n 01 woman 0 001 @ 00000030 n 0000 | an adult who is no man  \n";
  static constexpr const char* kVerbs =
      "00000010 36 v 02 build 0 construct 0 002 ! 00000020 v 0101 + 00000040 n 0101 01 + 08 00 | make a "
      "house "
      "for a person  \n"
      "00000020 36 v 01 destroy 0 001 ! 00000010 v 0101 01 + 08 00 | do away with a house or building  \n"
      "00000030 36 v 02 stop 0 halt 0 001 ! 00000040 v 0101 01 + 08 00 | come to an end  \n"
      "00000040 36 v 01 start 0 001 ! 00000030 v 0101 01 + 08 00 | take the first step  \n";
  static constexpr const char* kAdjectives =
      "00000010 00 a 01 happy(p) 0 001 ! 00000020 a 0101 | of a child at play  \n"
      "00000020 00 a 01 unhappy 0 001 ! 00000010 a 0101 | of a person who lost the house  \n"
      "00000030 00 s 01 glad 0 001 & 00000010 a 0000 | happy, as a child with a mouse  \n"
      "00000040 00 a 01 cheap 0 001 ! 00000050 a 0101 | of a small price  \n"
      "00000050 00 a 01 dear 0 001 ! 00000040 a 0101 | of a price beyond a person  \n"
      "00000060 00 a 01 built 0 000 | made as a house is  \n"
      "00000070 00 a 01 medium 0 001 ! 00000040 a 0101 | neither small nor great  \n";
  static constexpr const char* kNounIndex =
      "  1 The licence again.  \n"
      "adult n 1 2 @ ! 1 0 00000030  \n"
      "apartment_house n 1 1 + 1 0 00000040  \n"
      "child n 1 2 @ ! 1 1 00000020  \n"
      "house n 1 1 + 1 0 00000040  \n"
      "kid n 1 2 @ ! 1 0 00000020  \n"
      "mouse n 1 0 1 1 00000050  \n"
      "person n 1 0 1 0 00000010  \n"
      "woman n 1 1 @ 1 0 00000060  \n";
  static constexpr const char* kVerbIndex =
      "build v 1 2 ! + 1 1 00000010  \n"
      "construct v 1 2 ! + 1 0 00000010  \n"
      "destroy v 1 1 ! 1 0 00000020  \n"
      "halt v 1 1 ! 1 0 00000030  \n"
      "start v 1 1 ! 1 0 00000040  \n"
      "stop v 1 1 ! 1 0 00000030  \n";
  static constexpr const char* kAdjectiveIndex =
      "built a 1 0 1 1 00000060  \n"
      "cheap a 1 1 ! 1 1 00000040  \n"
      "dear a 1 1 ! 1 0 00000050  \n"
      "glad a 1 1 & 1 0 00000030  \n"
      "happy a 1 1 ! 1 1 00000010  \n"
      "medium a 1 1 ! 1 0 00000070  \n"
      "unhappy a 1 1 ! 1 0 00000020  \n";

  ScratchFolder folder_;
};

}  // namespace bearout::tests
