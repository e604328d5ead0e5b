PRAGMA application_id = 1129267523;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'coach','0001_practice','2026-11-22 02:03:29.538042+00:00');
CREATE TABLE assessments (
        session TEXT NOT NULL,
        seq INTEGER NOT NULL,
        scored TEXT NOT NULL,
        empathy REAL CHECK (empathy BETWEEN 0 AND 5),
        accuracy REAL CHECK (accuracy BETWEEN 0 AND 5),
        frustration INTEGER NOT NULL CHECK (frustration BETWEEN 0 AND 100),
        mood TEXT NOT NULL,
        scorer TEXT NOT NULL,
        scorer_version TEXT NOT NULL,
        rubric_hash TEXT NOT NULL,
        link INTEGER NOT NULL CHECK (link >= 1),
        chain TEXT NOT NULL CHECK (length(chain) = 64),
        PRIMARY KEY (session, seq),
        FOREIGN KEY (session, seq) REFERENCES turns (session, seq) ON DELETE CASCADE
    ) STRICT
    ;
INSERT INTO "assessments" VALUES('f014dfbd5e42',2,'{"assessment":{"acts":[{"id":"name_problem","quote":"A kettle that leaks on day one","start":0,"end":30,"rule":"name_problem-1"},{"id":"concrete_next_step","quote":"A new one is with you","start":54,"end":75,"rule":"concrete_next_step-1"}],"faults":[{"id":"self_oriented","quote":"I see that","start":42,"end":52,"rule":"self_oriented-1"}],"events":[],"findings":[{"fact_id":"replacement","verdict":"correct","source":"KB-7","evidence":{"id":"replacement","quote":"on Friday 27 November","start":76,"end":97,"rule":"replacement-1"},"because":""},{"fact_id":"worktop","verdict":"absent","source":"","evidence":null,"because":""}],"levels":{"validation":2,"exploration":0,"understanding":1,"evidence":[{"id":"validation","quote":"is no use","start":31,"end":40,"rule":"validation-1"}]},"asked":[],"explores":[],"other_question":null,"asks_something_else":false,"on_topic":true,"empathy_called_for":true,"flags":[{"id":"not_scored","quote":"day one","start":23,"end":30,"rule":"not_scored-1"}]},"empathy":{"value":3.5,"reason":"2 + 1, once self-oriented","evidence":[{"id":"name_problem","quote":"A kettle that leaks on day one","start":0,"end":30,"rule":"name_problem-1"}]},"accuracy":{"value":null,"reason":"nothing claimed","evidence":[]},"fix":{"id":"self_oriented","what":"Begin with them.","why":"It is their worktop.","better":"Your worktop ..."},"scorer":"rules","scorer_version":"1.2"}',3.5,NULL,41,'{"frustration":41,"without_progress":1,"acknowledged_alone":2,"apologies":0,"warned":false,"wants_supervisor":false,"fired":["policy_first","cite_policy"],"soothed":["name_problem"],"reasons":[{"id":"step","delta":-10.8},{"id":"policy_first","delta":3.3}]}','rules','1.2','badafab73615a19ef8ed24fe623199f2bb952e3c964da533af7ad19681bcb088',3,'8bb5ea0cfeb2a20d1bcf774905cc0084726ad0e682b4a770771fb10e7df50ff9');
INSERT INTO "assessments" VALUES('b956ef64e64d',2,'{"assessment":{"acts":[{"id":"name_problem","quote":"A kettle that leaks on day one","start":0,"end":30,"rule":"name_problem-1"},{"id":"concrete_next_step","quote":"A new one is with you","start":54,"end":75,"rule":"concrete_next_step-1"}],"faults":[{"id":"self_oriented","quote":"I see that","start":42,"end":52,"rule":"self_oriented-1"}],"events":[],"findings":[{"fact_id":"replacement","verdict":"correct","source":"KB-7","evidence":{"id":"replacement","quote":"on Friday 27 November","start":76,"end":97,"rule":"replacement-1"},"because":""},{"fact_id":"worktop","verdict":"absent","source":"","evidence":null,"because":""}],"levels":{"validation":2,"exploration":0,"understanding":1,"evidence":[{"id":"validation","quote":"is no use","start":31,"end":40,"rule":"validation-1"}]},"asked":[],"explores":[],"other_question":null,"asks_something_else":false,"on_topic":true,"empathy_called_for":true,"flags":[{"id":"not_scored","quote":"day one","start":23,"end":30,"rule":"not_scored-1"}]},"empathy":{"value":3.5,"reason":"2 + 1, once self-oriented","evidence":[{"id":"name_problem","quote":"A kettle that leaks on day one","start":0,"end":30,"rule":"name_problem-1"}]},"accuracy":{"value":null,"reason":"nothing claimed","evidence":[]},"fix":{"id":"self_oriented","what":"Begin with them.","why":"It is their worktop.","better":"Your worktop ..."},"scorer":"rules","scorer_version":"1.2"}',3.5,NULL,41,'{"frustration":41,"without_progress":1,"acknowledged_alone":2,"apologies":0,"warned":false,"wants_supervisor":false,"fired":["policy_first","cite_policy"],"soothed":["name_problem"],"reasons":[{"id":"step","delta":-10.8},{"id":"policy_first","delta":3.3}]}','rules','1.2','badafab73615a19ef8ed24fe623199f2bb952e3c964da533af7ad19681bcb088',3,'158f93ad5faa48cf7325e48493e860c46a3e471c017748647fe383c955db5cec');
CREATE TABLE contents (
        hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
        kind TEXT NOT NULL CHECK (kind IN ('scenario', 'persona', 'rubric')),
        json TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "contents" VALUES('7f2f3aa14c58a06d0e9b74354b02fef87f95dbe138a18ae0770147f850dd010a','scenario','{"schema":"coach/scenario@1","id":"kettle-leaks","title":"A kettle that leaks","line_of_business":"customer-support","channel":"chat","difficulty":1,"skills":[],"persona":"oona-reilly","rubric":"support","today":"2026-11-24T09:30:00","opens":"customer","turn_limit":14,"briefing":"You can replace the kettle. You cannot pay for the worktop.","handoff":[{"bot":"Hello, what is the matter?","customer":null,"agent":null},{"bot":null,"customer":"My kettle leaks.","agent":null}],"customer":{"reason_for_contact":"The kettle leaks.","opening":"The kettle leaks. It’s been on my worktop for one day — and the worktop is oak, naïvely oiled.","known_info":[],"hidden":[],"beliefs":[],"unknown_info":[],"goals":[{"id":"kettle","wants":null,"press":[],"needs":["replacement"],"asks":[],"accepts":"Friday will do.","ways":[]}],"lines":{}},"facts":[{"id":"replacement","statement":"A replacement arrives on Friday 27 November.","forbidden":null,"required":true,"source":"KB-7","paraphrases":[],"customer_knows":false,"corrected":null}],"copilot":[],"articles":[],"model_replies":[],"tests":[]}');
INSERT INTO "contents" VALUES('dd7becae3cb30bd70b672f32a3bf7ef2601d06ebdd7e6d512f27f95a5d2115db','persona','{"schema":"coach/persona@1","id":"oona-reilly","name":"Oona Reilly","english":"en-IE","summary":"Carpenter from Ennis. Patient with wood, less so with queues.","style":{"register":"neutral","directness":"neutral","words_per_turn":16,"habits_of_speech":[],"sayings":{}},"temperament":{"baseline":50,"patience":3,"volatility":1.0,"forgiveness":1.0,"walk_out":92},"triggers":["cite_policy"],"soothers":[],"habits":[],"abuse":"none"}');
INSERT INTO "contents" VALUES('badafab73615a19ef8ed24fe623199f2bb952e3c964da533af7ad19681bcb088','rubric','{"schema":"coach/rubric@1","id":"support","title":"Support","summary":"Two axes.","minimum":{"empathy":3.0,"accuracy":4.0},"criteria":[{"id":"heard","title":"Shows that the customer was heard","axis":"empathy","weight":100.0,"measure":"validation","minimum":null,"anchors":{"0":"heard 0","1":"heard 1","2":"heard 2","3":"heard 3","4":"heard 4","5":"heard 5"}},{"id":"right","title":"Says what is so","axis":"accuracy","weight":100.0,"measure":"correct","minimum":null,"anchors":{"0":"right 0","1":"right 1","2":"right 2","3":"right 3","4":"right 4","5":"right 5"}}],"auto_fail":[]}');
CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "meta" VALUES('schema','f4d18c1ae177fa185eb5676d7685bd2439807c1a42b2eb2e9445bcd688c90b8f');
INSERT INTO "meta" VALUES('notice_acknowledged_at','2026-11-24T12:00:00+00:00');
CREATE TABLE sessions (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE CHECK (length(id) = 12),
        started_at TEXT NOT NULL,
        scenario TEXT NOT NULL,
        title TEXT NOT NULL,
        persona TEXT NOT NULL,
        curriculum TEXT,
        lesson TEXT,
        scenario_hash TEXT NOT NULL REFERENCES contents (hash),
        persona_hash TEXT NOT NULL REFERENCES contents (hash),
        rubric_hash TEXT NOT NULL REFERENCES contents (hash),
        empathy_pass_mark REAL NOT NULL CHECK (empathy_pass_mark BETWEEN 0 AND 5),
        accuracy_pass_mark REAL NOT NULL CHECK (accuracy_pass_mark BETWEEN 0 AND 5),
        seed INTEGER NOT NULL,
        voice TEXT NOT NULL CHECK (voice IN ('built-in', 'model')),
        hints TEXT NOT NULL CHECK (hints IN ('full', 'cue', 'off')),
        origin TEXT NOT NULL CHECK (length(origin) = 64),
        links INTEGER NOT NULL CHECK (links >= 0),
        head TEXT NOT NULL CHECK (length(head) = 64),
        outcome TEXT CHECK (outcome IN ('resolved', 'walked_out', 'turn_limit', 'agent_ended')),
        ended_at TEXT,
        scorecard TEXT,
        empathy REAL CHECK (empathy BETWEEN 0 AND 5),
        accuracy REAL CHECK (accuracy BETWEEN 0 AND 5),
        passed INTEGER CHECK (passed IN (0, 1)),
        seal TEXT CHECK (length(seal) = 64),
        CHECK ((outcome IS NULL) = (seal IS NULL) AND (outcome IS NULL) = (scorecard IS NULL))
    ) STRICT
    ;
INSERT INTO "sessions" VALUES(1,'f014dfbd5e42','2026-11-24T12:00:00+00:00','kettle-leaks','A kettle that leaks','oona-reilly','kitchen','first','7f2f3aa14c58a06d0e9b74354b02fef87f95dbe138a18ae0770147f850dd010a','dd7becae3cb30bd70b672f32a3bf7ef2601d06ebdd7e6d512f27f95a5d2115db','badafab73615a19ef8ed24fe623199f2bb952e3c964da533af7ad19681bcb088',3.0,4.0,1,'built-in','cue','7f0e7dfd8b8b0f02f500ea23ad011c3a0f6d4f61c9665f06fd0495c8d6d7120c',3,'8bb5ea0cfeb2a20d1bcf774905cc0084726ad0e682b4a770771fb10e7df50ff9','resolved','2026-11-24T12:00:00+00:00','{"empathy":{"value":3.25,"pass_mark":3.0,"passed":true},"accuracy":{"value":5.0,"pass_mark":4.0,"passed":true},"criteria":[{"criterion":"heard","title":"Heard","axis":"empathy","weight":100.0,"value":3.25,"anchor":"heard 3","evidence":[[1,{"id":"name_problem","quote":"A kettle that leaks on day one","start":0,"end":30,"rule":"name_problem-1"}]]},{"criterion":"right","title":"Right","axis":"accuracy","weight":100.0,"value":null,"anchor":"","evidence":[]}],"auto_fails":[{"id":"promise","title":"A false promise","why":"It costs.","reply":1,"evidence":{"id":"name_problem","quote":"A kettle that leaks on day one","start":0,"end":30,"rule":"name_problem-1"}}],"omitted":["worktop"],"rubric":"support","rubric_hash":"0000000000000000000000000000000000000000000000000000000000000000","scorer":"rules","scorer_version":"1.2","below_minimum":["right"]}',3.25,5.0,0,'e7bd4d2f1a183dfddd1de315749798cb01dd2f079dc03f521b2b5ffdfc15bcd6');
INSERT INTO "sessions" VALUES(2,'b956ef64e64d','2026-11-24T12:00:00+00:00','kettle-leaks','A kettle that leaks','oona-reilly','kitchen','first','7f2f3aa14c58a06d0e9b74354b02fef87f95dbe138a18ae0770147f850dd010a','dd7becae3cb30bd70b672f32a3bf7ef2601d06ebdd7e6d512f27f95a5d2115db','badafab73615a19ef8ed24fe623199f2bb952e3c964da533af7ad19681bcb088',3.0,4.0,1,'built-in','cue','fe3293635176ab3082f989e8efa1805d53acb9b4e60f8a77527998709f872a75',3,'158f93ad5faa48cf7325e48493e860c46a3e471c017748647fe383c955db5cec',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE turns (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        speaker TEXT NOT NULL CHECK (speaker IN ('bot', 'customer', 'agent')),
        text TEXT NOT NULL,
        customer_act TEXT,
        voice TEXT CHECK (voice IN ('built-in', 'model')),
        elapsed REAL NOT NULL CHECK (elapsed >= 0),
        link INTEGER NOT NULL CHECK (link >= 1),
        chain TEXT NOT NULL CHECK (length(chain) = 64),
        PRIMARY KEY (session, seq)
    ) STRICT
    ;
INSERT INTO "turns" VALUES('f014dfbd5e42',1,'customer','The kettle leaks. It’s been on my worktop for one day — and the worktop is oak, naïvely oiled.','open','built-in',0.25,1,'408c4fdd66d3f286512905264527b28c352da6fe635cfd67c61f539786155743');
INSERT INTO "turns" VALUES('f014dfbd5e42',2,'agent','A kettle that leaks on day one is no use, I see that. A new one is with you on Friday 27 November.',NULL,NULL,31.5,2,'b7dc2ef5b29fa28b4673978137c8db6e63612ff5556d0a263088880d8d91ef28');
INSERT INTO "turns" VALUES('b956ef64e64d',1,'customer','The kettle leaks. It’s been on my worktop for one day — and the worktop is oak, naïvely oiled.','open','built-in',0.25,1,'de17ca97222a32675767fce606db9e73d43f3ae7615a1e77cbdaffa4403de9b6');
INSERT INTO "turns" VALUES('b956ef64e64d',2,'agent','A kettle that leaks on day one is no use, I see that. A new one is with you on Friday 27 November.',NULL,NULL,31.5,2,'994917f2ab38d974ab3854570f49053a53462fa19994bf7ed792b54dbfe38765');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
COMMIT;
