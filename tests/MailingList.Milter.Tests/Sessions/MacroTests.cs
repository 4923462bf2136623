using MailingList.Milter.Sessions;
using MailingList.Milter.Tests.Support;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Sessions;

public sealed class MacroTests
{
    private readonly MacroStore _macros = new(1000);

    [Fact]
    public void A_macro_is_found_with_and_without_braces()
    {
        Set('R', "{rcpt_mailer}", "mlm", "i", "4XYZ");
        Assert.Equal(("mlm", "mlm", "4XYZ", "4XYZ"), (_macros.Find("{rcpt_mailer}"), _macros.Find("rcpt_mailer"), _macros.Find("i"), _macros.Find("{i}")));
        Assert.Null(_macros.Find("{rcpt_host}"));
    }

    [Fact]
    public void Pitfall_2_a_packet_may_be_empty_and_replaces_what_was_there()
    {
        Set('H', "{tls_version}", "TLSv1.3");
        Assert.Equal("TLSv1.3", _macros.Find("tls_version"));
        Set('H');
        Assert.Null(_macros.Find("tls_version"));
    }

    [Fact]
    public void Pitfall_2_a_value_may_be_missing()
    {
        Set('C', "j", "mx1.example.net", "{daemon_name}");
        Assert.Equal(string.Empty, _macros.Find("daemon_name"));
    }

    [Theory]
    [InlineData('L')]
    [InlineData('B')]
    [InlineData('U')]
    public void Pitfall_2_macros_of_single_fields_chunks_and_unknown_commands_tell_nothing_new(char command)
    {
        Set('T', "i", "one");
        Set(command, "i", "two");
        Assert.Equal("one", _macros.Find("i"));
    }

    [Fact]
    public void A_later_stage_hides_an_earlier_one_until_its_command_has_gone_by()
    {
        Set('C', "i", "connection");
        Set('M', "i", "sender");
        Set('R', "i", "recipient");
        Assert.Equal("recipient", _macros.Find("i"));
        _macros.ClearAfter(CommandCode.Mail);
        Assert.Equal("sender", _macros.Find("i"));
        _macros.ClearAfter(CommandCode.Connect);
        Assert.Equal("connection", _macros.Find("i"));
    }

    [Fact]
    public void The_end_of_the_message_comes_after_that_of_the_header()
    {
        Set('N', "i", "header");
        Set('E', "i", "message");
        Assert.Equal("message", _macros.Find("i"));
        _macros.ClearAfter(CommandCode.EndOfHeader);
        Assert.Equal("header", _macros.Find("i"));
    }

    [Fact]
    public void More_than_there_can_be_is_no_MTA()
    {
        Set('C', "j", new string('x', 900));
        Set('C', "j", new string('y', 900));
        Assert.Throws<ProtocolException>(() => Set('M', "i", new string('x', 200)));
        Assert.Throws<ProtocolException>(() => _macros.Set([]));
    }

    [Fact]
    public void The_application_asks_its_peer_and_hears_what_is_good_now()
    {
        var milter = new ScriptedMilter();
        var ids = new List<string?>();
        milter.Answer = _ =>
        {
            ids.Add(milter.Peer?.Macro("i"));
            return default;
        };
        using var dialogue = Dialogue.Greeted(milter);
        ids.Clear();
        // As Postfix does it: no queue id before a recipient has been taken.
        dialogue.Say(Say.Macros('M'), Say.Mail(), Say.Macros('R', "{rcpt_addr}", "a"), Say.Recipient(), Say.Macros('R', "i", "4XYZ"), Say.Recipient());
        dialogue.Say(Say.Abort(), Say.Macros('M'), Say.Mail());
        Assert.Equal([null, null, "4XYZ", "4XYZ", null], ids);
        Assert.Equal(6, milter.Peer!.Version);
    }

    private void Set(char command, params string[] namesAndValues) => _macros.Set(Say.Macros(command, namesAndValues).AsSpan(5));
}
