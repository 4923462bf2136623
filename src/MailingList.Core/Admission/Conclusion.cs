namespace MailingList.Core.Admission;

/// <summary>What becomes of a whole message, of which each list has a verdict of its own: an MTA has one answer, and can take single recipients out.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="TakenOut">Who does not get it although it is taken.</param>
public sealed record Conclusion(Verdict Verdict, IReadOnlyList<string> TakenOut)
{
    /// <summary>Nobody refuses it.</summary>
    public static Conclusion Taken { get; } = new(new Verdict.Accept(), []);

    /// <summary>Concludes from the verdicts. Nobody loses the message because of what others say.</summary>
    /// <param name="judged">The recipients that are lists', at least one, each with its verdict.</param>
    /// <param name="hasOthers">Whether it has recipients that are not.</param>
    public static Conclusion Of(IReadOnlyCollection<(string Recipient, Verdict Verdict)> judged, bool hasOthers)
    {
        (string Recipient, Verdict Verdict)[] refused = [.. judged.Where(one => one.Verdict is not Verdict.Accept)];
        if (refused.Length == 0)
        {
            return Taken;
        }

        // Whoever wrote a message that all drop or refuse hears of a refusal, if there is one.
        return refused.Length == judged.Count && !hasOthers
            ? new Conclusion(refused.Select(one => one.Verdict).FirstOrDefault(verdict => verdict is Verdict.Reject) ?? refused[0].Verdict, [])
            : new Conclusion(Taken.Verdict, [.. refused.Select(one => one.Recipient)]);
    }
}
