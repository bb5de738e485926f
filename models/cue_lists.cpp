#include "models/lexicon_lists.hpp"

namespace bearout::models {

namespace {

// Contractions ending in "n't" are negators by their form and not listed.
constexpr std::string_view kRoles = R"(
negator: not no never neither nor none nobody noone nothing nowhere cannot without hardly barely scarcely seldom
negator: rarely lack lacks lacked lacking fail fails failed failing failure refuse refuses refused refusing unable
negator: dont doesnt didnt isnt wasnt arent werent havent hasnt hadnt wont wouldnt couldnt cant shouldnt aint
negator: absence
reducer: reduce* reduction* less fewer lessen* decrease* lower lowers lowered lowering cut cuts cutting prevent*
reducer: prevention stop stops stopped stopping end ends ended ending avoid* combat* tackle* overcome* eliminate*
reducer: relieve* ease eases eased easing alleviate* minimise* minimize* mitigate* curb* halt* cease* solve* resolve*
reducer: cure* fix fixes fixed remove removes removed removing quit fight fights fighting counter* diminish* dispel*
reducer: escape* unlike fewest least protect*
increaser: more increase* increasing* increasingly rise rises rising rose grow* growth growing gain* raise* raised
increaser: higher greater bigger larger further exacerbate* amplify* spread* worsen* worse cause* creates create
increaser: intensify* intensified fuel* multiply* deepen* most boost* accelerate* aggravate*
fall: fell fallen falls falling dropped drops drop declined declines decline decreased decreases disappeared
fall: vanished ceased stopped ended shrank shrunk subsided eased diminished lessened
intensifier: very really extremely so too totally absolutely completely incredibly highly utterly quite super most
intensifier: truly particularly especially deeply seriously hugely massively entirely thoroughly insanely
intensifier: unbelievably exceptionally remarkably such always definitely certainly more much even
diminisher: slightly somewhat little bit fairly rather kinda sorta partly almost relatively moderately mildly
diminisher: marginally sometimes occasionally
contrast: but however yet nevertheless nonetheless alas
concession: although though whereas despite notwithstanding albeit
boundary: unfortunately sadly thankfully fortunately luckily because since which who that's then except unless until but
expectation: expected expecting thought feared assumed imagined
function: work works working worked function* functioning functions reply* replied replies replying respond*
function: responded response* answer* answered listen* listening open opens opened start starts started
function: charge charges charged charging load loads loaded connect connects connected play plays played fit fits
function: last lasts lasted care cared cares matter matters mattered understand understood know knew hear heard
function: acknowledge* notice* noticed follow followed deliver* delivered arrive* arrived happen* happened
function: explain* explained engage* engaged participate* consult* consulted involve* involved offer* offered
function: buy purchase purchasing return come coming came see find found tell told get getting got gotten
function: let lets allow allowed help helps reach reached change changed make use bother bothered think want stand stay waste eat go going waste
feeling: disgust* anger* angry angrily upset* frustrate* frustration* annoy* annoyance* outrage* furious unhappy
feeling: sad sadness discontent* dissatisfied dissatisfaction disappoint* disappointment* worry worries worried
feeling: concern concerns concerned complain* complaint* grievance* grief shame hate* hatred horrify* appalled
feeling: appalling* shock shocked shocking* rage resent* resentment dissent* protest* abuse* abusive injustice*
feeling: corrupt* corruption scandal* fear fears pain* suffer* unfair* wrong* wrongdoing rant* criticise*
feeling: criticize* criticism* critical* opposition disagree* object objected objection* outcry uproar
feeling: misconduct negligence discriminate* discrimination harass* harassment exploit* exploitation problem*
silencing: silence* censor* censorship delete* ban* banned ignore* dismiss* unanswered unresponsive
silencing: overlook* suppress* suppression muzzle* gag gagged mute muted moderated removed blocked blocks
voicing: express* expression* voice* voiced vent vented venting speak speaks spoke share shares shared sharing
voicing: dissent* protest* highlight* expose* raise raises raised complain* campaign* petition* debate* criticise*
voicing: criticize* challenge* platform* denounce* call* air aired object
restrict: ban* abolish* abolition end ends ended ending prohibit* prohibition abandon* oppose* opposed stop
restrict: stopped close closed limit limited criminal illegal outlaw* restrict* restriction* eliminate*
restrict: disband* reject* remove* removed scrap scrapped cancel* repeal* withdraw* dismantle* against boycott*
restrict: refuse* censor* punish* cease* discontinue* disallow* forbid* forbidden block* reduce* lower cut curb*
restrict: halt* unacceptable criminalise* criminalize* offence crime deny denied suspend* avoid* minimise*
restrict: minimize* decrease* fight fighting quit outlawed wrong immoral unethical
permit: allow* legalise* legalize* legalisation legalization legal adopt* introduce* subsidise* subsidize*
permit: subsidy fund* funded support* keep kept continue* encourage* promote* increase* permit* implement* use
permit: used invest* maintain* embrace* expand* acceptable mandatory compulsory required require* exist*
permit: protect* given give provide* preserve* choose free create build* teach taught enforce* retain* join accept*
obligation: should must ought shall need needs
judgement: idea worth justified justify justifies success vital important essential right moral morally immoral
judgement: ethical unethical acceptable permissible justifiable necessary unnecessary beneficial harmful deserve
judgement: deserves valuable desirable unacceptable wrong unjustified
gain: help* enable* facilitate* improve* improvement allow* provide* support* strengthen* promote* benefit*
gain: encourage* empower* foster* enhance* bring brings boost* build* offer* contribute* create* generate* give
gain: ease eases protect protects preserve preserves prevent prevents relieve relieves restore restores
gain: gives ensure* make* let lets increase* reduce* develop* promotes connect* save saves
contentment: happy unhappy satisfied dissatisfied unsatisfied pleased displeased content delighted impressed
contentment: unimpressed glad thankful grateful disappointed frustrated angry annoyed comfortable upset
liking: like liked likes enjoy enjoyed enjoys love loved loves appreciate* valued praised recommend* disliked
liking: hated hate criticised criticized dislike trust trusted
quality: good great excellent bad poor outstanding wonderful terrible awful fantastic nice fine superb lovely
quality: friendly helpful delicious clean kind brilliant perfect horrible best comfortable efficient rude
refutation: myth* false* falsehood debunk* incorrect untrue hoax* refute* refuted disprove* disproved
refutation: bogus discredited unfounded baseless fallacy* inaccurate misconception* exaggerated overstated
refutation: mistaken contrary lie nonsense
listing: outcome* point points statement* list lists claim claims item items argument* conclusion*
auxiliary: is are was were be been being am feel feels felt seem seemed remain became have has had
possession: received receive got get had have given experienced
limiting: only just merely simply solely
pro_form: it they that this he she i we you the my our your their there his her all everything
request: more better faster quicker earlier shorter longer less fewer improve reduce provide send explain ensure
request: invest try give make communicate employ hire add bring allow please stop have get keep
request: consider increase clearer easier cheaper larger bigger listen tell let put take offer answer train maybe
request: perhaps
affirmation: confirm* agree agrees agreed agreement consensus evidence show shows showed shown demonstrate* prove
affirmation: proves proved proven cause* causing due contribute* contribution responsible significant significantly
affirmation: large major strong stronger stronger attribute* consistent certain establish* accelerate* unprecedented
doubt: myth* false fail fails failed lack lacks contradict* refute* disprove* overestimate* exaggerate* unlikely minor
doubt: small smaller little negligible weak weaker pause* paused hiatus stable unchanged recover* recovered deny denies
doubt: denied denial skeptic* sceptic* disagree* dispute* disputed unable impossible uncertain* questionable slow slowed
doubt: insignificant hoax untrue misleading flawed
exception: non except excepting outside absent missing against instead ineligible barred incapable impossible unlikely
exception: prohibited exclude* prevents few little never unaware abandoned deny denies denied
)";

// What tells a story of former days from a judgement that stands. Words in "ed" are past by their form.
constexpr std::string_view kTenses = R"(
past: was were wasn't weren't wasnt werent had hadn't hadnt did didn't didnt went came said told gave took made found
past: knew thought felt left kept saw heard sat stood lost brought began wrote ran spent met held sent became got
past: spoke broke grew fell slept sold bought drove forgot understood
present: is are am isn't aren't isnt arent do don't dont does doesn't doesnt can can't cannot cant has hasn't hasnt
present: have haven't havent will won't wont it's that's there's i'm they're we're what's he's she's i've
present: need needs seem seems means makes gets goes keeps wants takes says
address: you u you're you've you'd you'll
)";

// The first words must be plain (they lead to the phrase). A phrase's value replaces that of its words.
constexpr std::string_view kPhrases = R"(
3: second to none, top notch, out of this world, life saver, life changing, works like a charm, hats off
3: above and beyond, game changer, blown away
2: can't/cannot/couldn't/cant really? fault/complain/praise, can/could not fault/complain/praise
2: can't/cannot/couldn't/cant be/been better/happier/improved/faulted
2: couldn't/couldnt/can't/cannot have/of? done/do/been/be/get any? better/more/happier/nicer
2: could/can not have/of? done/do/been/be any? better/more/happier/nicer, nobody could do/have any? better, no one could do/have any? better
2: don't/dont think you/they/it/we/anyone could/can have/of? done/do/been/be any? better/more
0: don't/dont think so, do not think so, best interest/interests, don't/dont know, do not know
2: could not be better/happier/improved, could not have been better/happier/nicer
2: can't/couldn't/cannot ask/wish/hope for more/better/anything
2: can't/cannot go wrong, can't/cannot/couldn't be beat/beaten, can't/cannot recommend/thank
2: can't/cannot/don't say enough, no real? complaint/complaints/fault/faults/regrets/worries/hassle/qualms
2: no real?/major? problem/problems/issue/issues/trouble/difficulty/difficulties/concerns/fuss
2: nothing to complain/improve/change/fault/add, nothing but good/praise/great, nothing bad, nothing wrong
2: nothing/nobody/none could/can have? be/been? done/improved? any? better/more/quicker/faster/nicer/improved
2: no one could/can have? be/been? done/improved? it? any? better/more/quicker/faster/nicer
2: could/can not do/have/ask/wish for? anything better/more/further, nothing needs be? improving/improved
2: couldn't/can't/cannot/couldnt do/have/ask/wish for? anything better/more/further, nothing could/can be? improved/better, nothing is? better, no need for? improvement
2: never had a? problem/problems/issue/issues/complaint, never lets/let me/us down, never disappoints/disappointed
2: not bad, not a bad, not a problem, well worth, thumbs up, keep it up, keep up the good? work, spot on
2: look/looking/looks forward to, can't/cannot wait, five stars, 5 stars, a must, made my day/life/week
2: works well/great/perfectly, worked well/great/perfectly, well done, stood out, stands out, value for money
2: got/get/gets/getting better, come/came back again, go back again, big fan, huge fan, spread the word
2: got/gotten/get back to, more than happy, in good hands, felt/feel at home, i/we really? like, really like
1: no longer alone, not only, not just, not merely, as well, hard working, no doubt, on time, feel/felt heard
0: make/makes up for, except for, tries/tried/try to, good luck, no better, good for you, as good as? it gets
0: kind of, as well as, no wonder, well as, no matter, no less, not to mention, sorry to, may well, so called
0: such as, the like, good deal of, a great deal, great many, at best, at least, a good many, free time
0: for fear of, would like, just like, trial and error, like to, too well, good morning, better than nothing
0: hard copy, hard drive, hard disk, help line, customer support, customer care, thanks for/to, free trade
-2: thanks for nothing
-3: rip off, a joke, complete waste, not fit for purpose, worst ever, piece of crap/junk, slap in the face
-2: waste of time/money/space, let me/us/you/them/people/everyone/patients/customers down, let down, letdown
-2: stay away, steer clear, never again, fed up, fall/falls/fell/falling apart, thumbs down, go/went/gone/going downhill
-2: fall/falls/fell short, save your money/time, got/gets/getting/get/gotten worse, nobody cares/cared/listens/listened
-2: don't/dont waste, do not waste, no excuse/excuses, well below, don't/dont bother, do not bother, no help
-2: not an option, isn't an option, won't/wont be back, will not be back, not be returning, in your dreams
2: will be back, would go back, will return, never disappoint, doesn't/don't/won't disappoint, not disappointed
2: hard to beat, can't/cant/cannot be matched, any better than, doesn't/don't get any? better, didn't realize how
-2: backfire, backfired/backfires, talking shop, lip service, box ticking, tick box, echo chamber/chambers
-2: hung up, turn/turned/turns a blind eye, fall/fell/falls on deaf ears, left out, shut out, shut down, put off
-2: cut off, give/gave/gives up, gave up, run/ran out of, at risk, not worth, no use, no point, not good enough
-2: stopped/stops/stop working/responding, sick of, tired of, sick and tired, bored of, poor quality, in vain
-2: money down the drain, want/wanted my money back, money back, nowhere near, not impressed, not enough
-2: too much/many/little/few/long/late/expensive/slow/loud/small/big/short/hard/heavy, only broadcast/broadcasts
-1: one way, could/should be better, could/should be improved, room for improvement, a shame, no reply
-1: no response, no answer, long wait, waiting time/times, wait time/times, so what, nothing special, not great
-1: supposed to, at the expense of, less than, hours later, on hold, no idea
-1: ups and downs, hit and miss, hit or miss, stop using, leaves/left a lot to be desired
nothing: can't/cant/cannot/couldn't think of anything/any/one, can/could not think of anything/any/one
nothing: no further? comments/suggestions/improvements/changes, nothing comes to mind, nothing springs to mind, nothing at all
negator: yet to, anything but, everything but, everywhere but, all but, any but, nothing but, anywhere but
negator: instead of, rather than, far from, anything but, free from, free of, in place of, devoid of
negator: difficult/hard/impossible/struggle/struggles/struggled/struggling to, no longer, not anymore, by no means, in no way, lack of, absence of, not at all, unable to, out of
reversal: on the flip side, flip side, flipside, on the other hand, other side of the coin, downside, downsides
reversal: on its/their/the head, upside down, the opposite, quite the opposite, opposite is, just the opposite
reversal: i/we disagree, i'd disagree, i/we would disagree, i/we strongly/respectfully/completely/totally disagree
reversal: i/we beg to differ, don't agree, do not agree, cannot/can't agree, not true, isn't true, simply untrue
reversal: on the contrary, the contrary, the reverse, other way round/around, quite the reverse, in reverse, the negatives
reversal: backfires, not the case, isn't the case, wasn't the case, devil's advocate, dark side, darker side
reversal: the negative side/outcomes, double edged, a myth, not so
conditional: would be nice/good/great/better/helpful/useful/lovely/wonderful, would've been nice/good/better
conditional: would have been nice/good/better/helpful/nicer/great, if only, i/we wish, i/we would like/prefer/love
conditional: i'd like/prefer/love, should have, should've, could have, could've, should be, could be, needs to
conditional: need to be, would be, might be, it'd be, not sure, what if, ought to, it should, they should
conditional: suggest, would help, want to see
irony: yeah right, aye right, oh great/good/wonderful/brilliant/joy/goody, so much for, big deal, as if, good luck with
irony: what a surprise, surprise surprise, thanks a bunch, way to go, great job/work not, must be nice, how nice/lovely/kind of
contrast: even though, even if, in spite of, while it's/it/they/the/i/we, whilst
)";

constexpr std::string_view kOpposites = R"(
include/exclude included/excluded inclusion/exclusion including/excluding inclusive/exclusive accept/reject
allow/forbid allow/prohibit allow/prevent permit/ban permit/forbid agree/disagree support/oppose increase/decrease
increase/reduce rise/fall raise/lower grow/shrink gain/lose win/lose more/less more/fewer many/few most/few
higher/lower high/low better/worse best/worst improve/worsen improvement/deterioration improve/damage faster/slower
quick/slow rapid/slow bigger/smaller large/small larger/smaller longer/shorter long/short warm/cold hot/cold
warmer/colder strengthen/weaken strong/weak stronger/weaker unite/divide together/apart bring/drive connect/disconnect
connect/isolate connection/isolation engage/alienate engage/exclude engage/ignore engagement/apathy open/closed
open/secretive transparency/secrecy transparent/opaque trust/distrust trust/suspicion honest/dishonest fact/lie
true/false truth/lie right/wrong good/bad good/evil benefit/harm benefit/cost help/hinder help/harm helps/hampers
enable/prevent enable/hinder enable/stop facilitate/hinder facilitate/obstruct encourage/discourage promote/hinder
encourage/deter create/destroy build/destroy build/undermine build/erode succeed/fail success/failure pass/fail
always/never always/rarely often/rarely often/seldom all/none some/none everyone/nobody everybody/nobody
everything/nothing everywhere/nowhere before/after until/since begin/end start/end start/stop began/ended
started/stopped early/late earlier/later first/last above/below over/under inside/outside within/beyond
north/south east/west northern/southern eastern/western male/female alive/dead living/dead with/without for/against
love/hate like/dislike buy/sell cheap/expensive rich/poor easy/difficult easy/hard possible/impossible legal/illegal
real/fake least/most only/also just/also all/only still/no on/off upper/lower major/minor public/private
remember/forget safe/dangerous safety/danger clean/dirty healthy/unhealthy healthy/sick friend/enemy
confidence/doubt hope/despair joy/misery calm/anxious calm/stressed happy/sad happy/miserable loud/quiet
efficient/wasteful efficiency/waste saves/wastes save/waste responsive/unresponsive responsive/deaf listen/ignore
listened/ignored answer/ignore heard/silenced hear/silence voice/silence express/suppress free/oppressed
freedom/oppression equal/unequal equality/inequality democracy/dictatorship accountable/unaccountable
cooperation/conflict cooperate/compete collaboration/competition peace/war peace/conflict protect/endanger
protect/harm protect/expose reach/miss widen/narrow broaden/narrow deepen/shallow deep/shallow flexible/rigid
knowledge/ignorance clarity/confusion clear/confusing clear/vague understand/misunderstand simple/complicated
participate/withdraw participation/apathy motivate/discourage motivated/demotivated welcome/reject belong/excluded
lonely/connected loneliness/company sooner/later advance/retreat progress/setback attract/repel solve/cause
relaxed/stressed optimistic/pessimistic positive/negative present/absent visible/hidden abundant/scarce
plenty/shortage sufficient/insufficient adequate/inadequate modern/outdated fresh/stale polite/rude kind/cruel
friendly/hostile patient/impatient reliable/unreliable accurate/inaccurate useful/useless careful/careless
local/global offline/online day/night summer/winter younger/older urban/rural big/small
old/new older/newer oldest/newest young/old younger/older youngest/oldest longest/shortest largest/smallest
biggest/smallest highest/lowest greatest/least fastest/slowest warmest/coldest richest/poorest strongest/weakest
northernmost/southernmost narrow/wide narrow/broad deep/shallow thick/thin tall/short heavy/light near/far
expand/shrink expand/contract expansion/contraction praise/criticise praise/criticize praise/condemn allow/ban
same/different similar/different primary/secondary primary/minor crucial/insignificant important/trivial
expected/sudden expected/unexpected temporary/permanent ancient/modern formal/casual simple/complex common/rare
frequent/rare frequently/rarely usually/rarely often/never sometimes/never partly/wholly slightly/greatly
within/outside inside/without indoor/outdoor input/output import/export export/import adult/juvenile parent/child
kept/demolished preserved/demolished built/demolished double/halve doubled/halved tripled/halved
united/divided attack/defend victory/defeat won/lost arrive/depart arrival/departure enter/leave hire/fire
employ/dismiss push/pull front/back left/right odd/even married/single known/unknown famous/obscure voluntary/forced
single/several single/multiple alone/together separately/jointly singular/plural domestic/foreign native/foreign
begin/finish beginning/end continued/abolished continue/stop continues/ceases retained/abandoned promote/demote
sure/uncertain sure/unsure certain/unsure always/sometimes always/often some/most many/some may/definitely could/will former/current formerly/currently
once/still only/both nearly/fully partly/fully either/neither despite/because same/separate exact/approximate
together/independently given/deprived upheld/overturned to/from into/from own/rent fair/foul add/remove
admit/deny confirm/deny confirm/refute proves/disproves prove/refute attracts/repels convex/concave guilty/innocent
)";

// What surveys ask about, whoever they ask: guests, patients, pupils, passengers, readers.
constexpr std::string_view kThings = R"(
staff personnel employees team: staff waiter waitress server waiters servers manager managers owner owners host hostess
staff personnel employees team: bartender barman receptionist nurse nurses doctor doctors surgeon midwife consultant
staff personnel employees team: clinician teacher teachers tutor lecturer instructor coach librarian clerk cashier agent
staff personnel employees team: attendant crew driver drivers steward stewardess guide officer adviser advisor
staff personnel employees team: assistant volunteer volunteers worker workers carer carers employee employees colleague
staff personnel employees team: operator technician mechanic porter cleaner personnel team
service: service served serving serve waited attention attentive prompt
price prices cost costs fees: price prices priced pricing pricey cost costs costly expensive inexpensive cheap cheaper
price prices cost costs fees: overpriced affordable affordability bill bills charge charges charged fee fees fare fares
price prices cost costs fees: pay paid value money dollars pounds euros discount bargain refund
food meals catering: food foods meal meals dish dishes menu dessert desserts appetizer appetizers starter entree entrees
food meals catering: snack snacks breakfast lunch dinner supper buffet cuisine portion portions taste tasted tasting
food meals catering: flavour flavours flavor flavors delicious tasty bland cooked undercooked overcooked eat ate eating
food meals catering: soup salad bread rice pasta pizza burger sandwich steak meat beef pork lamb chicken fish seafood
food meals catering: sushi vegetables fruit cheese cake sauce drink drinks wine beer coffee tea
atmosphere ambience ambiance environment mood: atmosphere ambience ambiance mood vibe decor decorated decoration
atmosphere ambience ambiance environment mood: lighting music noise noisy quiet loud crowded cosy cozy romantic
atmosphere ambience ambiance environment mood: interior surroundings setting relaxed lively
place location venue building premises facilities: place location venue building premises site spot room rooms restaurant
place location venue building premises facilities: hotel hospital library museum school shop store office hall area
place location venue building premises facilities: parking toilet toilets bathroom facility facilities neighbourhood
place location venue building premises facilities: neighborhood
communication information: communication information informed informing told explain explained explanation explaining
communication information: listen listened letter letters email emails phone call calls contact contacted answer answered
communication information: reply replied leaflet website question questions update updates
waiting speed queues: wait waited waiting waits queue queues queued delay delays delayed late slow fast quick quickly
waiting speed queues: hours hour minutes time times appointment appointments prompt promptly punctual
cleanliness hygiene: clean cleaned cleaning cleanliness dirty dirt filthy dusty hygiene hygienic tidy spotless stained
treatment care: treatment treated treat treating care cared caring surgery operation medication procedure therapy
quality product design: quality material materials made design designed build built finish sturdy flimsy broke broken
content course teaching programme: content course courses lesson lessons lecture lectures teaching curriculum topic topics
content course teaching programme: material materials exercise exercises assignment assignments
)";

}  // namespace

std::string_view thing_list() {
  return kThings;
}
std::string_view tense_list() {
  return kTenses;
}
std::string_view role_list() {
  return kRoles;
}
std::string_view phrase_list() {
  return kPhrases;
}
std::string_view opposite_list() {
  return kOpposites;
}

}  // namespace bearout::models
