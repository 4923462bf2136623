using System.Security.Cryptography;

using CommandLine;

using MailingList.Core.Failures;
using MailingList.Store;

namespace MailingList.Verbs;

[Verb("rotate", HelpText = "Make a new key for tokens, on all hosts.")]
[Teach(
    """
    Tokens stand in the mails that the program sends: confirmations, return paths. `init` makes the first key. Tokens that were
    made with the key before are still honoured, those of the one before that are not: rotate again if a key became known.

    Examples:
      mailinglist rotate
    """)]
internal sealed class RotateVerb : Verb
{
    internal override int Run()
    {
        using Session session = Session.Open(Config);
        int honoured = session.Change(() =>
        {
            var secrets = new SecretTable(session.Database, session.Peers is not null);
            secrets.Rotate(RandomNumberGenerator.GetBytes(SecretTable.KeyLength));
            return secrets.Keys().Count;
        });
        Console.Out.WriteLine($"new tokens are made with a new key; {honoured} keys are honoured");
        return ExitCodes.Done;
    }
}
