# make            builds out/mailinglist, one native executable, with SQLite's library beside it
# make demo       builds, and shows a post on its way through a real Postfix to three subscribers; MTA=exim: through a real Exim
# make test       builds, fetches what the tests need, and runs all of them
# make bench      measures what it costs, as ratios (README, "What it costs")
# make install    PREFIX=/usr/local DESTDIR=
PREFIX  = /usr/local
DESTDIR =
MTA     = postfix

RID    = linux-$(if $(filter aarch64,$(shell uname -m)),arm64,x64)
SOURCE = $(shell find src postfix-examples exim-examples \( -name obj -o -name bin \) -prune -o \( -name '*.cs' -o -name '*.csproj' -o -name '*.sql' -o -name '*.cf' -o -name '*.conf' -o -name '*.txt' \) -print) Directory.Build.props Directory.Packages.props

all: out/mailinglist

out/mailinglist: $(SOURCE)
	@scripts/prerequisites.sh build
	dotnet publish src/MailingList --nologo --verbosity quiet --configuration Release --runtime $(RID) --output out
	@chmod 755 out/mailinglist out/libe_sqlite3.so # packages bring libraries that only their owner may run
	@touch out/mailinglist

demo: all
	@MTA='$(MTA)' scripts/demo.sh

test: all
	@scripts/test.sh

bench: all
	@scripts/bench.sh

# The executable finds its library beside itself, so both live in lib/mailinglist and bin has a link.
install: all
	install -d $(DESTDIR)$(PREFIX)/lib/mailinglist $(DESTDIR)$(PREFIX)/bin $(DESTDIR)/etc/mailinglist $(addprefix $(DESTDIR)$(PREFIX)/share/doc/mailinglist/,docs postfix-examples exim-examples consul-examples systemd)
	install -m 755 out/mailinglist out/libe_sqlite3.so $(DESTDIR)$(PREFIX)/lib/mailinglist
	ln -sf ../lib/mailinglist/mailinglist $(DESTDIR)$(PREFIX)/bin/mailinglist
	install -m 644 packaging/mailinglist.toml.example $(DESTDIR)/etc/mailinglist
	install -m 644 README.md CHANGELOG.md LICENSE $(DESTDIR)$(PREFIX)/share/doc/mailinglist
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's#/usr/local#$(PREFIX)#g' packaging/mailinglist-agent.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/mailinglist-agent.service
	install -m 644 packaging/mailinglist-agent.postfix.conf $(DESTDIR)$(PREFIX)/share/doc/mailinglist/systemd
	install -m 644 postfix-examples/* $(DESTDIR)$(PREFIX)/share/doc/mailinglist/postfix-examples
	install -m 644 exim-examples/* $(DESTDIR)$(PREFIX)/share/doc/mailinglist/exim-examples
	install -m 644 docs/* $(DESTDIR)$(PREFIX)/share/doc/mailinglist/docs
	install -m 644 consul-examples/* $(DESTDIR)$(PREFIX)/share/doc/mailinglist/consul-examples
	@DESTDIR='$(DESTDIR)' scripts/create-user.sh

clean:
	rm -rf out src/*/bin src/*/obj tests/*/bin tests/*/obj

.PHONY: all demo test bench install clean
