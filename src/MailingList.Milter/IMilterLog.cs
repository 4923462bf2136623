namespace MailingList.Milter;

/// <summary>Who is told what an admin should know. It is called by several sessions at once.</summary>
public interface IMilterLog
{
    /// <summary>Something went wrong that goes wrong every day: a scanner that speaks HTTP, an MTA that was killed.</summary>
    void Debug(string text);

    /// <summary>Something is wrong that an admin should look at.</summary>
    /// <param name="text">What.</param>
    /// <param name="exception">The application's exception, if it was one.</param>
    void Warning(string text, Exception? exception = null);
}
