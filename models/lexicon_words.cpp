#include "models/lexicon_lists.hpp"

namespace bearout::models {

namespace {

// Graded by what the word says of its subject in plain prose: 3 is what nobody says of something middling.
// A family is marked '*' only where all words of the Snowball stem share the sense ("care*" would join
// "careful" and "uncared"). 0 takes a word out of a family that its sense doesn't belong to.
constexpr std::string_view kValences = R"(
3: excellent* outstanding superb* fantastic* wonderful wonderfully amazing* brilliant* perfect* marvellous marvellously marvelous marvelously
3: magnificent* exceptional exceptionally awesome* phenomenal* fabulous* flawless* terrific* stunning stunningly spectacular*
3: exquisite* impeccable* masterpiece* unbeatable faultless* adore* lifesaver* lifesaving sublime triumph*
3: invaluable incredible gem exemplary heavenly unforgettable
2: great greatly greater greatest good goodness happy happily happier happiest happiness pleased pleasing
2: pleasant* pleasure delight* enjoy* satisfied satisfying satisfy satisfies satisfaction satisfactory
2: impress* love* beautiful* beauty recommend* recommendation* thank* grateful* gratitude friendly friendlier
2: friendliest friendship* kindness kindly compassion compassionate* helpful helpfully efficient* efficiency
2: effective effectively effectiveness reliable reliably reliability comfortable comfortably comfort comforting
2: tasty delicious* yummy best better improve* success successful successfully succeed* succeeded excel*
2: thrive* thriving flourish* inspire* inspiring inspiration* empower* welcome* welcoming caring supportive
2: professionalism polite* courteous* courtesy attentive attentively knowledgeable prompt promptly promptness
2: smooth smoothly valuable worth worthwhile worthy bargain* fun excite* exciting excitement favourite*
2: favorite* praise* admire* admirable admirably admiration appreciate* appreciation appreciative benefit* beneficial*
2: trusted trusting trustworthy safe safer safest safely safety win wins won winning winner* gorgeous* elegant*
2: elegance charming* charm superior treasure* celebrate celebrates celebrated celebrating celebration celebrations proud* pride joy joyful rewarding
2: rewarded refreshing refreshed thoughtful thoughtfully relaxing relaxed healthy healthier freedom dignity equality
2: justice resolved valued responsive responsiveness respectful respectfully respected inclusive* vibrant* gifted talented
2: hilarious* witty entertaining gripping memorable compelling engaging captivating fascinating* fascinate*
2: touching heartwarming uplifting stylish delicacy flavourful flavorful succulent juicy authentic generous*
2: generosity blessing blessed luxurious* luxury glad gladly cheerful* cheer cheered magic magical charming
2: robust resilient resilience nourishing nourish* rejuvenate* reunited belonging loyal loyalty harmony
2: splendid* lovely ideal ideally dependable unique* thrilled thrilling treat treats optimistic optimism
2: nice nicely nicer nicest excelled cherish* heartfelt intelligent* intelligence genius cosy cozy
1: ok okay fine well easy easier easily easiest quick quicker quickly quickest fast faster fastest clean cleaner
1: cleanest cleanliness clear clearer clearly clarity affordable simple simpler useful usefully usefulness helped helping
1: helps support supports supported supporting gain gains gained gaining interesting* interested
1: works worked listened explained understood understanding reassure* reassuring encourage* encouraging
1: encouragement promote* enable* opportunity* progress* achieve* achievement* creative* creativity innovative*
1: innovate* innovation* save saves saved value values fair fairer fairness agree agrees agreed agreeable
1: accurate* accuracy convenient* convenience handy respect honest* honesty gentle gently sturdy durable*
1: durability solid crisp bright* modern adequate* reasonable reasonably decent* calm* calmer quiet quieter
1: peaceful* peace hope hopes hopeful hopefully confident* confidence strong stronger strongest strongly
1: strength strengths strengthen* cure cured cures solve* solved solution* protect* protection connected
1: connecting replied answered responded fixed accessible accessibility transparent* transparency lively
1: energetic* energy spacious* upgrade* bonus* plus pros wise* wisdom smart* smarter skilled skilful* skills
1: quality classic funny clever* cool tender fresh fresher freshly free liked warm warmly warmth rights democracy
1: democratic essential important importantly importance necessary vital rich richer prosper* prosperity growth flexible*
1: flexibility cooperative* cooperate* collaborate* collaboration* eager* positive positives positively advantage*
1: attractive attract* balanced capable competent competently competence diverse* diversity educate* ensure* faithful faithfully
1: favour* favor* genuine* growing healing heal healed humane inform informed insight* insightful legitimate
1: lucky luck luckily fortunate fortunately mature* mindful neat* neatly organised organized passionate passionately
1: patiently practical practicality productive productivity proper properly ready recovered recovery relieved relieve*
1: renewed rescue* rescued sensible* sincere* sincerely speedy stable* stability stimulate* stimulating
1: straightforward sustainable sustain* thorough* thoroughly tidy timely tolerant tolerance truth truthful*
1: unity versatile* vivid* wealth wealthy welfare willing willingness willingly yay yes excels haha lol wow
1: privilege* honour* honor* independent* independence learned learnt trust trusts entertain* crafted
1: cute sweet sweetest delighted moist crunchy crispy ample plentiful breakthrough* enrich* enlighten*
-3: terrible* terribly horrible* awful awfully disgust* appalling* appalled worst atrocious* atrocity dreadful*
-3: abysmal* hate* hated hatred pathetic* nightmare* disaster* disastrous* catastrophe* catastrophic* disgrace*
-3: garbage crap crappy rubbish unacceptable* shocking* vile* torture* abuse* abusive evil* fraud* fraudulent
-3: scam* scammed ruin* ruined horrendous* horrid horrify* horrific* deplorable* despicable* murder* kill killed
-3: killing kills devastate* devastating devastation inhumane worthless* excruciating* lousy shameful*
-3: scandal* outrage* outrageous sucks suck sucked shambles cruel* cruelty humiliate* humiliation infuriate*
-3: infuriating furious* toxic* nasty inedible terrorism terrorist* terror trash genocide rape raped massacre
-3: unbearable* unwatchable insane insanity miserable* misery heartbreaking monstrous sickening* repulsive
-3: ghastly hideous* slavery slave* slaughter* wretched bullshit shit shitty fuck* fucking damn wtf obscene
-2: bad badly worse worsen* poor poorly poorest rude* disappoint* disappointment* useless* broken broke fail*
-2: failure* fault* faulty defect* defective* unhappy unhappiness angry angrily anger* annoy* annoyance*
-2: frustrate* frustration* wrong* wrongly dirty filthy filth bland* stale tasteless* boring bored boredom dull
-2: mediocre overpriced ridiculous* stupid* stupidity idiot* idiotic unfortunate* unfortunately sad sadly sadness
-2: saddened upset* upsetting pain* painful painfully problem* problematic* troubles troubled troubling complain*
-2: complaint* mess messed messy lost lose loses losing loser* loss losses stuck crash* ignore* neglect* refuse*
-2: refusal* deny* denied denial reject* rejection* cancel* cancellation* delay* unhelpful* unprofessional*
-2: unfriendly uncomfortable* discomfort incompetent* incompetence inefficient* inefficiency ineffective*
-2: unreliable* unsafe danger* dangerous dangerously harm* harmful hurt hurts hurting hurtful injury* injure*
-2: damage* threat* threats threaten* threatening risky violent* violence crime* criminal* corrupt* corruption
-2: exploit* exploitation oppress* oppression oppressive discriminate* discrimination unfair* unfairly unjust*
-2: injustice* inequality* inequity suffer* poverty addict* addiction* addictive pollute* pollution waste* wasted
-2: wasteful regret* liar* lied cheat* mislead* misleading shortage* scarce scarcity exclude* exclusion isolate*
-2: isolation lonely loneliness lonelier fear fears feared fearful afraid scared scary scare scares worried
-2: worries worry worrying anxious* anxiety stress stressed stressful bully* bullies bullying bullied harass*
-2: harassment troll* trolling spam* disinformation misinformation misinformed misunderstanding* misunderstood
-2: hostile* hostility insult* offensive racist* racism sexist* sexism homophobia hoax* dismissive* unanswered
-2: unresponsive* mistake* error* pointless* dead die dies died dying death* deadly undermine* undermining
-2: deteriorate* deterioration illegal* immoral* unethical* nonsense dishonest* dishonesty brutal* chaos chaotic*
-2: ignorant ignorance arrogant* arrogance patronising* patronizing condescending* careless* clueless hopeless*
-2: helpless* lifeless mindless distrust* mistrust* disrespect* disrespectful dishearten* demoralise* demoralize*
-2: embarrass* embarrassment shame ashamed grief depress* depression depressing irritate* irritation irritating
-2: rage resent* resentment poison* contaminate* contamination stink* stinks smelly gross ugly forgettable lame
-2: junk overrated malfunction* unpleasant* unwelcome unwelcoming dissatisfied dissatisfaction dissatisfying
-2: unsatisfied unsatisfactory displease* dislike* disliked discontent* bias* biased propaganda extremist*
-2: extremism war wars warfare hack* hacked steal* stealing stole stolen theft divisive intrusive invade* invasion
-2: crisis collapse* bankrupt* bankruptcy burnout understaffed overcrowded unemployed unemployment overworked
-2: absurd* betray* betrayal coerce* coercion conflict* crooked crumble* cry cried crying deceive*
-2: deceit deceptive deception degrade* degrading deprive* deprivation despair* desperate* desperation
-2: destroy* destruction destructive detrimental* disadvantaged disgruntled dismal* distress* distressing doom*
-2: dreary erratic fake fakes flop* foolish* fool frighten* frightening greedy greed grim guilt* gullible
-2: hell hideous inadequate* inappropriate* inconsiderate incorrect* inferior* infest* insensitive insulting
-2: intolerant* intolerance irresponsible* kidnap* lies lying manipulate* manipulation manipulative mock* mockery
-2: negligent* negligence obnoxious* panic* paranoid persecute* persecution prejudice* rant* ripoff rotten rot
-2: ruthless* sabotage* segregate* segregation selfish* sinister sloppy stigma* struggle* struggled sucky tedious*
-2: tragedy* tragic* trauma* traumatic unacceptable uninspired unsanitary untrustworthy unusable upset victim*
-2: victimise* vulgar wicked* woeful* yuck yucky disrespected trouble cliched contrived
-2: idle unreadable unclean uncaring unsupportive unsupported unprepared unqualified worsened ugh
-2: disruptive* disrupt* disruption* disturb* disturbing dreaded deficient* deficiency unhealthy hypocrisy hypocrite*
-2: outraged nonexistent incapable* inhospitable unsound unstable* instability unlawful* vandalism
-2: hinder* hamper* obstruct* obese obesity cancer overdose* suicide* suicidal starvation starve* hunger famine
-1: issue issues lack* lacking slow slower slowly slowest wait waited waiting waits queue* queues expensive* costly
-1: noisy noise complicated complicate* complication* confuse* confusing confusion awkward* difficult* difficulty*
-1: hard harder hardship* limited limits limitation* miss missed missing misses unable rushed busy cramped greasy
-1: soggy bitter undercooked overcooked burnt burned hung vague* apologise* apologize* apology apologies sorry
-1: blame* unnecessary unnecessarily burden* restrict* restriction* restrictive outdated obsolete unsure doubt*
-1: doubtful sceptical* skeptical* sceptic* skeptic* questionable controversial* controversy impossible* joke
-1: shallow superficial* slacktivism silence* silenced censor* censorship block blocked blocking delete* deleted
-1: dismiss* dismissed overlook* overlooked forgot forget forgets forgotten bug bugs buggy flaw* flawed drawback*
-1: disadvantage* weak* weaker weakness* flimsy cheaply disconnect* disconnected disengaged tired tiring exhaust*
-1: exhausting fatigue* overwhelm* overwhelmed sick sickness ill illness illnesses nausea* disease* predictable predictably dry salty
-1: leak* leaking freeze freezes froze frozen scratch* scratched unclear unaware disapprove* disagree* oppose*
-1: opposed against protest* divide* divided polarise* polarize* fragment* surveillance barrier* obstacle* decline*
-1: declining closure* debt* expense* abandon* abandoned risk risks avoid avoids avoided avoiding refund* uneven
-1: concern concerned concerns concerning lazy* laziness strict* stringent unlikely insufficient* insecure* insecurity
-1: deny distract* distraction* overload* excessive* excess unequal unknown uncertain* uncertainty untrue false*
-1: myth* exaggerate* exaggerated contradict* contradiction slowness cold mushy tough lukewarm thin fatty
-1: late mishandle* misplace* mislaid forgetful unattended unattractive unappealing unimpressive
-1: underwhelming unremarkable unconvincing unoriginal uninteresting uninterested unimportant unrealistic
-1: irrelevant* impersonal imperfect* impatient* impractical inaccessible inaccurate* inaccuracy inconvenient*
-1: inconvenience inconsistent* inconsistency indifferent* indifference inflexible* inability meaningless* needless*
-1: negative negatives negatively nervous* nuisance* objection objections odd oddly pressure* pricey punish* punishment* rumour* rumor*
-1: gossip* shut shock shocked silly strain* strange stranded tense tension* threatened torn
-1: unavailable underpaid underfunded unfinished unfamiliar unfortunate unnoticed unpaid unpopular unusual
-1: unwilling* unwillingly wary weird* weirdly withdrawn worn yawn* meh drag drags dragged dreadfully crowded
-1: discourage* discouraging discouraged disengage* excuse excuses excused fuss fussy hassle* harsh* hostage
-1: interrupt* interruption* intimidate* intimidating jam jammed lag laggy lags loud louder monopoly monotonous
-1: neglectful overheat* overheats overlong rip ripped rejected repetitive spoil* spoiled static stereotype*
-1: stiff stretched temper unsolved unresolved wasting wobbly worthlessness shaky errors cons minus redundant*
0: excellency impression impressions interest interests like united just respectively
)";

}  // namespace

std::string_view valence_list() {
  return kValences;
}

}  // namespace bearout::models
