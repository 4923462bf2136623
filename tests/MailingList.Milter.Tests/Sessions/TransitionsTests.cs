using MailingList.Milter.Negotiation;
using MailingList.Milter.Sessions;
using MailingList.Milter.Wire;

namespace MailingList.Milter.Tests.Sessions;

public sealed class TransitionsTests
{
    [Theory]
    [InlineData(nameof(SessionState.Fresh), "O")]
    [InlineData(nameof(SessionState.Negotiated), "ACDKQU")]
    [InlineData(nameof(SessionState.Connected), "ADHKMQU")]
    [InlineData(nameof(SessionState.Greeted), "ADHKMQU")]
    [InlineData(nameof(SessionState.Sender), "ADKQRU")]
    [InlineData(nameof(SessionState.Recipient), "ABDEKLNQRTU")]
    [InlineData(nameof(SessionState.Data), "ADKLNQU")]
    [InlineData(nameof(SessionState.Header), "ADKLNQU")]
    [InlineData(nameof(SessionState.HeaderEnd), "ABDEKQU")]
    [InlineData(nameof(SessionState.Body), "ABDEKQU")]
    [InlineData(nameof(SessionState.Answered), "ADHKMQU")]
    public void A_state_takes_these_commands(string state, string commands) => Assert.Equal(commands, Allowed(state, 0));

    [Theory]
    [InlineData(nameof(SessionState.Negotiated), (int)ProtocolSteps.NoConnect, "ACDHKMQU")]
    [InlineData(nameof(SessionState.Connected), (int)ProtocolSteps.NoHelo, "ADHKMQU")]
    [InlineData(nameof(SessionState.Greeted), (int)ProtocolSteps.NoMail, "ADHKMQRU")]
    [InlineData(nameof(SessionState.Negotiated), 0x37f, "ABCDEHKLMNQRTU")]
    [InlineData(nameof(SessionState.Sender), (int)ProtocolSteps.NoRecipient, "ABDEKLNQRTU")]
    [InlineData(nameof(SessionState.Recipient), (int)ProtocolSteps.NoBody, "ABDEKLNQRTU")]
    [InlineData(nameof(SessionState.Data), (int)(ProtocolSteps.NoHeader | ProtocolSteps.NoEndOfHeader), "ABDEKLNQU")]
    [InlineData(nameof(SessionState.Fresh), 0x37f, "O")]
    public void What_the_MTA_leaves_out_is_passed_over(string state, int left, string commands) => Assert.Equal(commands, Allowed(state, left));

    [Theory]
    [InlineData('O', nameof(SessionState.Fresh), nameof(SessionState.Negotiated))]
    [InlineData('C', nameof(SessionState.Negotiated), nameof(SessionState.Connected))]
    [InlineData('H', nameof(SessionState.Greeted), nameof(SessionState.Greeted))]
    [InlineData('M', nameof(SessionState.Answered), nameof(SessionState.Sender))]
    [InlineData('R', nameof(SessionState.Recipient), nameof(SessionState.Recipient))]
    [InlineData('E', nameof(SessionState.HeaderEnd), nameof(SessionState.Body))]
    [InlineData('D', nameof(SessionState.Header), nameof(SessionState.Header))]
    [InlineData('U', nameof(SessionState.Sender), nameof(SessionState.Sender))]
    public void A_command_leads_to_a_state(char command, string from, string to) =>
        Assert.Equal(State(to), Transitions.After(State(from), (CommandCode)command, ProtocolSteps.None));

    private static string Allowed(string state, int left) => string.Concat(Enumerable.Range(0, 256)
        .Where(code => Transitions.After(State(state), (CommandCode)code, (ProtocolSteps)left) is not null)
        .Select(code => (char)code));

    // The runner wants public methods, and these have no internal types in them.
    private static SessionState State(string name) => Enum.Parse<SessionState>(name);
}
