using MailingList.Core.Arrival;
using MailingList.Core.Cooking;
using MailingList.Core.Expansion;
using MailingList.Core.Failures;
using MailingList.Core.Letters;

namespace MailingList.Core.Requests;

/// <summary>Hands letters to the MTA, those too that a process left behind that was killed.</summary>
/// <param name="waiting">The letters.</param>
/// <param name="journal">Says whether another process is at them.</param>
/// <param name="openSubmitter">The way to the MTA, for one message.</param>
/// <param name="time">The clock.</param>
public sealed class Outbox(IOutbox waiting, IRequestJournal journal, Func<ISubmitter> openSubmitter, TimeProvider time)
{
    // Longer than any process takes: it would have come round to them by itself.
    private static readonly TimeSpan Left = TimeSpan.FromMinutes(10);
    private const int MostLeft = 10;

    /// <summary>Puts letters in, in the running transaction.</summary>
    public void Put(string errand, IReadOnlyList<OutgoingLetter> letters) => waiting.Put(errand, letters);

    /// <summary>Sends the letters of an errand that this process holds (<see cref="IRequestJournal.Hold"/>).</summary>
    /// <exception cref="Failure">The MTA did not take one; it stays, and so do those behind it.</exception>
    public void Send(string errand)
    {
        foreach ((long number, OutgoingLetter letter) in waiting.WaitingFor(errand))
        {
            Submit(letter);
            waiting.Took(number);
        }
    }

    /// <summary>Sends what was left behind.</summary>
    /// <returns>What could not be sent, each in a line for the log; it is tried again.</returns>
    public IReadOnlyList<string> SendLeft()
    {
        List<string> failed = [];
        foreach (string errand in waiting.Left(time.GetUtcNow() - Left, MostLeft))
        {
            try
            {
                using IDisposable held = journal.Hold(errand);
                Send(errand);
            }
            catch (Failure failure)
            {
                failed.Add(failure.Message);
            }
        }

        return failed;
    }

    private void Submit(OutgoingLetter letter)
    {
        using var input = new MemoryStream(letter.Message);
        using var spool = new MemoryStream();
        RawMessage raw = RawMessage.Receive(input, spool);
        using ISubmitter submitter = openSubmitter();
        submitter.Submit(new Batch(letter.ReturnPath, letter.Recipients, IsLast: true), new CookedMessage(new CookedHeader(raw.Header), raw));
    }
}
